"""Where announcements are looked for, how far, and what is told of those that fail."""

import gzip
from collections.abc import Mapping, Sequence

import pytest
from tests.sitemap_memory import no_memory

from aurora.domains.perception.sitemaps import Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps, SitemapLimits
from aurora.infrastructure.web.urls import AdaUrls

SITE = "https://site.example/"
GUESSES = ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz")
FEEDS = ("feed", "rss.xml", "atom.xml", "feed.xml")


def urlset(*paths: str) -> str:
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)
    return f"<urlset>{entries}</urlset>"


def index(*paths: str) -> str:
    entries = "".join(f"<sitemap><loc>{SITE}{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{entries}</sitemapindex>"


class Looking:
    """Sitemaps over a site in memory: what was asked and what was told, by path."""

    def __init__(
        self,
        pages: Mapping[str, str | bytes | int | FetchFailed],
        *,
        robots: str = "",
        limits: SitemapLimits | None = None,
    ) -> None:
        known = {"": "", "robots.txt": robots, **pages}
        self.fetcher = MemoryFetcher(
            {SITE + path: _answer(path, one) for path, one in known.items()}
        )
        self.sitemaps = LxmlSitemaps(
            self.fetcher,
            ProtegoRobots(self.fetcher),
            AdaUrls(),
            no_memory(),
            limits=limits or SitemapLimits(),
        )

    async def __call__(self) -> Sequence[Source]:
        return [source async for source in self.sitemaps.announced(SITE + "some/page")]

    @property
    def asked(self) -> list[str]:
        return [url.removeprefix(SITE) for url in self.fetcher.asked[1:]]


def _answer(path: str, content: str | bytes | int | FetchFailed) -> Fetched | FetchFailed:
    if isinstance(content, FetchFailed):
        return content
    body, status = (b"", content) if isinstance(content, int) else (content, 200)
    encoded = body.encode() if isinstance(body, str) else body
    return Fetched(url=SITE + path, status=status, headers={}, body=encoded)


def paths(sources: Sequence[Source]) -> list[str]:
    return [one.url.removeprefix(SITE) for source in sources for one in source.announced]


def told(sources: Sequence[Source]) -> dict[str, FetchError | None]:
    return {source.url.removeprefix(SITE): source.error for source in sources if not source.guessed}


async def test_what_robots_names_is_read_and_nothing_guessed_but_llms() -> None:
    looking = Looking(
        {"maps/1.xml": urlset("a"), "maps/2.txt": f"{SITE}b", "sitemap.xml": urlset("no")},
        robots=f"Sitemap: {SITE}maps/1.xml\nSitemap: /maps/2.txt\nSitemap: ftp://x/\n",
    )
    assert paths(await looking()) == ["a", "b"]
    assert looking.asked == ["maps/1.xml", "maps/2.txt", "llms.txt"]


async def test_usual_places_are_tried_until_a_sitemap_is_there() -> None:
    looking = Looking({"sitemap_index.xml": index("x.xml"), "x.xml": urlset("a"), "feed": "no"})
    assert paths(await looking()) == ["a"]
    assert looking.asked == [*GUESSES[:2], "x.xml", "llms.txt"]


async def test_feeds_are_read_where_there_is_no_sitemap() -> None:
    looking = Looking(
        {
            "sitemap.xml": "<!DOCTYPE html><html><p>All paths lead to this page.</p></html>",
            "rss.xml": f"<rss><item><link>{SITE}news</link></item></rss>",
        }
    )
    sources = await looking()
    assert paths(sources) == ["news"]
    assert looking.asked == [*GUESSES, *FEEDS[:2], "llms.txt"]
    assert told(sources) == {}


async def test_guesses_replace_sitemaps_that_are_named_and_gone() -> None:
    looking = Looking({"sitemap.xml": urlset("a")}, robots=f"Sitemap: {SITE}gone.xml")
    sources = await looking()
    assert paths(sources) == ["a"]
    assert told(sources) == {"gone.xml": FetchError.STATUS}
    assert "gone.xml answers 404" in str(sources[0].detail)


async def test_llms_txt_is_always_read() -> None:
    looking = Looking({"sitemap.xml": urlset("a"), "llms.txt": "- [b](b) [mail](mailto:me@x)"})
    assert paths(await looking()) == ["a", "b"]


async def test_guesses_that_robots_forbids_are_not_made() -> None:
    robots = "User-agent: *\nDisallow: /sitemap\nDisallow: /llms.txt\n"
    looking = Looking({"sitemap.xml": urlset("a")}, robots=robots)
    assert await looking() != []
    assert looking.asked == list(FEEDS)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (503, FetchError.STATUS),
        (429, FetchError.STATUS),
        (FetchFailed(FetchError.FORBIDDEN_ADDRESS, "no"), FetchError.FORBIDDEN_ADDRESS),
        (FetchFailed(FetchError.BOMB, "no"), FetchError.BOMB),
        (gzip.compress(bytes(3 << 20)), FetchError.BOMB),
        ("<urlset><url>", FetchError.MEDIA_TYPE),
    ],
)
async def test_trouble_at_a_usual_place_is_told(
    content: str | bytes | int | FetchFailed, error: FetchError
) -> None:
    sources = await Looking({"sitemap.xml": content, "feed": urlset("a")})()
    assert next(one.error for one in sources if one.url == f"{SITE}sitemap.xml") is error


async def test_the_rest_of_an_index_goes_on_after_a_failure() -> None:
    slow = FetchFailed(FetchError.TIMEOUT, "too slow")
    looking = Looking(
        {"sitemap.xml": index("1.xml", "2.xml", "3.xml"), "1.xml": slow, "3.xml": urlset("a")}
    )
    sources = await looking()
    assert paths(sources) == ["a"]
    assert told(sources) == {
        "1.xml": FetchError.TIMEOUT, "2.xml": FetchError.STATUS, "3.xml": None
    }  # fmt: skip


async def test_urls_are_canonical_and_given_once() -> None:
    listed = ["a", "a#top", "a?utm_source=x", "../a", "ftp"]
    text = urlset(*listed).replace(f"{SITE}ftp", "ftp://site.example/")
    looking = Looking({"sitemap.xml": text, "llms.txt": f"[again]({SITE}a) [new]({SITE}b)"})
    assert paths(await looking()) == ["a", "b"]


async def test_an_index_that_names_itself_is_read_once() -> None:
    looking = Looking({"sitemap.xml": index("sitemap.xml", "1.xml"), "1.xml": index("sitemap.xml")})
    assert all(source.complete for source in await looking())
    assert looking.asked == ["sitemap.xml", "1.xml", "llms.txt"]


@pytest.mark.parametrize(
    ("limits", "cut", "found"),
    [
        (SitemapLimits(files=2), "sitemap.xml", ["a", "b"]),
        (SitemapLimits(depth=0), "sitemap.xml", []),
        (SitemapLimits(depth=1), "1.xml", ["c"]),
        (SitemapLimits(urls=2), "1.xml", ["a", "b"]),
    ],
)
async def test_what_was_cut_off_says_so(limits: SitemapLimits, cut: str, found: list[str]) -> None:
    pages = {
        "sitemap.xml": index("1.xml", "2.xml"),
        "1.xml": urlset("a", "b"),
        "2.xml": urlset("c"),
    }
    if limits.depth == 1:
        pages["1.xml"] = index("3.xml")
    sources = await Looking(pages, limits=limits)()
    assert paths(sources) == found
    assert [one.url for one in sources if not one.complete] == [SITE + cut]


async def test_a_site_of_just_as_many_urls_is_complete() -> None:
    looking = Looking({"sitemap.xml": urlset("a", "b")}, limits=SitemapLimits(urls=2))
    assert all(source.complete for source in await looking())


async def test_sitemaps_that_robots_names_are_limited_too() -> None:
    robots = "".join(f"Sitemap: {SITE}{number}.xml\n" for number in range(5))
    looking = Looking({}, robots=robots, limits=SitemapLimits(files=2))
    sources = await looking()
    assert [one.url for one in sources if not one.complete] == [f"{SITE}robots.txt"]
    assert looking.asked[:2] == ["0.xml", "1.xml"]


@pytest.mark.parametrize("status", [429, 500])
async def test_a_robots_txt_that_is_not_there_now_forbids_all(status: int) -> None:
    fetcher = MemoryFetcher(
        {f"{SITE}robots.txt": Fetched(url=SITE, status=status, headers={}, body=b"")}
    )
    sitemaps = LxmlSitemaps(fetcher, ProtegoRobots(fetcher, at_once=0.0), AdaUrls(), no_memory())
    with pytest.raises(FetchFailed, match=str(status)) as failed:
        await anext(sitemaps.announced(SITE))
    assert failed.value.reason is FetchError.STATUS
    assert set(fetcher.asked) == {f"{SITE}robots.txt"}


async def test_nothing_is_fetched_before_the_next_source_is_asked_for() -> None:
    looking = Looking({"sitemap.xml": index("1.xml", "2.xml"), "1.xml": urlset("a")})
    sources = looking.sitemaps.announced(SITE)
    await anext(sources)
    assert looking.asked == ["sitemap.xml"]
    await anext(sources)
    assert looking.asked == ["sitemap.xml", "1.xml"]
    await sources.aclose()


async def test_sitemaps_elsewhere_are_read_through_the_same_fetcher() -> None:
    robots = MemoryRobots(sitemaps=["https://cdn.example/site.xml"])
    answer = Fetched(
        url="https://cdn.example/site.xml", status=200, headers={}, body=urlset("a").encode()
    )
    fetcher = MemoryFetcher({answer.url: answer})
    sources = [
        one async for one in LxmlSitemaps(fetcher, robots, AdaUrls(), no_memory()).announced(SITE)
    ]
    assert paths(sources) == ["a"]
