"""Sitemaps are asked for whole only where they have changed."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.types import Fetched, FetchError
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.sitemap_memory import SMALL, SitemapMemory
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

SITE = "https://site.example/"
INDEX, PART, MOVED = (f"{SITE}{name}.xml" for name in ("index", "part", "moved"))
FIRST = {"etag": '"1"'}
LONG = [str(number) for number in range(200)]


def answer(url: str, body: str, headers: Mapping[str, str] = FIRST) -> Fetched:
    return Fetched(url=url, status=200, headers=dict(headers), body=body.encode())


def part(*paths: str, headers: Mapping[str, str] = FIRST) -> Fetched:
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)
    return answer(PART, f"<urlset>{entries}</urlset>", headers)


class Site(MemoryFetcher):
    """Answers 304 where the condition of a request holds, and counts the bodies it sends."""

    def __init__(self, sitemap: Fetched) -> None:
        index = f"<sitemapindex><sitemap><loc>{PART}</loc></sitemap></sitemapindex>"
        super().__init__({INDEX: answer(INDEX, index, {}), PART: sitemap})
        self.bodies = 0
        self.cache, self.blobs = MemoryHttpCache(), MemoryBlobs()

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        found = await super().fetch(url, accept=accept, headers=headers, follow=follow)
        asked = headers(url).get("If-None-Match")
        if asked and asked == found.headers.get("etag"):
            return replace(found, status=304, body=b"")
        self.bodies += url in (PART, MOVED) and not found.moved_to
        return found

    async def survey(self, headers: Headers = no_headers) -> Sequence[str]:
        """Give the paths that a new survey finds, and the errors it meets."""
        memory = SitemapMemory(self.cache, self.blobs, MemoryClock(), agent="Aurora")
        robots = MemoryRobots([SITE + "llms"], sitemaps=[INDEX])
        sitemaps = LxmlSitemaps(self, robots, AdaUrls(), memory)
        sources = [source async for source in sitemaps.announced(SITE, headers=headers)]
        found = [one.url.removeprefix(SITE) for source in sources for one in source.announced]
        return found + [source.error for source in sources if source.error]


async def test_a_sitemap_that_has_not_changed_is_sent_once() -> None:
    site = Site(part(*LONG))
    assert [await site.survey() for _ in range(3)] == [LONG, LONG, LONG]
    assert site.bodies == 1


async def test_a_sitemap_that_has_moved_is_remembered_where_it_is_now() -> None:
    site = Site(replace(part(*LONG), url=MOVED, redirects=(PART,)))
    assert [await site.survey() for _ in range(3)] == [LONG, LONG, LONG]
    assert site.bodies == 1


async def test_a_sitemap_that_has_changed_is_read_anew_and_remembered() -> None:
    site = Site(part(*LONG))
    await site.survey()
    site.pages[PART] = part(*LONG, "new", headers={"etag": '"2"'})

    assert [await site.survey() for _ in range(2)] == [[*LONG, "new"]] * 2
    assert site.bodies == 2


async def test_what_asks_for_no_condition_is_not_remembered() -> None:
    for sitemap in (
        part(*LONG, headers={}),
        part(*LONG, headers={**FIRST, "cache-control": "no-store"}),
        part("a"),
        answer(PART, "<html>no sitemap</html>" + " " * SMALL),
    ):
        site = Site(sitemap)
        await site.survey()
        await site.survey()
        assert (site.bodies, site.cache.answers) == (2, {})


async def test_a_sitemap_whose_body_was_lost_is_sent_again() -> None:
    site = Site(part(*LONG))
    await site.survey()
    (known,) = site.cache.answers.values()
    await site.blobs.delete(known.raw_sha256)

    assert await site.survey() == [FetchError.FAULT]
    assert await site.survey() == LONG


def own(url: str) -> Mapping[str, str]:
    return {"X-Key": "hush"} if url.startswith(SITE) else {}


async def test_own_headers_go_to_the_own_site_and_nothing_of_its_answers_is_shared() -> None:
    elsewhere = "https://elsewhere.example/map.xml"
    site = Site(replace(part(*LONG), url=elsewhere, redirects=(PART,)))

    assert [await site.survey(own), await site.survey(), await site.survey(own)] == [LONG] * 3

    shown = {url for url, sent in zip(site.asked, site.sent, strict=True) if "X-Key" in sent}
    assert {INDEX, PART} <= shown
    assert elsewhere not in shown
    assert {url for url in site.cache.answers if url.startswith(SITE)} == set()


async def test_what_is_asked_in_an_own_way_is_neither_recalled_nor_remembered() -> None:
    site = Site(part(*LONG))
    assert await site.survey(own) == LONG
    assert site.cache.answers == {}

    await site.survey()
    assert await site.survey(own) == LONG
    assert site.bodies == 3
