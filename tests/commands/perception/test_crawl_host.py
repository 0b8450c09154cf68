"""What a crawl fetches at a host, in which order, and what it keeps."""

from uuid import UUID

import pytest
from tests.expedition import NOINDEX, SITE, Answer, Expedition, page

from aurora.commands.perception.turns import CrawlHost
from aurora.domains.errors import Unavailable
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured
from aurora.domains.perception.ports import PerceptionWork
from aurora.domains.perception.types import Scope
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryRobots

SHELF = UUID(int=50)


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


async def test_a_site_is_followed_to_its_end() -> None:
    expedition = site(page("", "a", "b"), page("a", "b", "c"), page("b", ""), page("c", "missing"))

    id = await expedition.crawl()

    assert expedition.fates(id) == {
        "": "captured",
        "a": "captured",
        "b": "captured",
        "c": "captured",
        "missing": "status",
    }
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED
    assert sorted(expedition.fetcher.asked) == sorted(expedition.seen(id))


async def test_a_capture_tells_its_provenance() -> None:
    head = "<title>A river</title>"
    expedition = site(page("", said="Water", head=head, etag='"1"', set_cookie="secret=1"))

    id = await expedition.crawl()

    seen = expedition.seen(id)[SITE]
    (captured,) = [r.event for r in expedition.record.log if isinstance(r.event, PageCaptured)]
    async with expedition.perception.work() as work:
        crawl = await work.crawls.get(id)
    assert captured.owner_id == crawl.owner_id
    assert (seen.title, seen.status, seen.media_type, seen.depth) == (
        "A river",
        200,
        "text/html",
        0,
    )
    assert seen.headers == {"content-type": "text/html; charset=utf-8", "etag": '"1"'}
    assert seen.fetched_at == expedition.clock.now()
    assert seen.raw_sha256


async def test_captured_contents_are_blobs() -> None:
    blobs = MemoryBlobs()
    url, answer = page("", said="Water")
    expedition = Expedition({url: answer}, blobs=blobs)

    seen = expedition.seen(await expedition.crawl(collection_id=SHELF))[SITE]

    assert seen.raw_sha256
    assert seen.text_sha256
    assert await blobs.get(seen.raw_sha256) == answer.body
    assert b"Water" in await blobs.get(seen.text_sha256)


async def test_without_a_collection_only_the_raw_page_is_kept() -> None:
    blobs = MemoryBlobs()
    url, answer = page("", head="<title>A river</title>", said="Water")
    expedition = Expedition({url: answer}, blobs=blobs)

    seen = expedition.seen(await expedition.crawl())[SITE]

    assert (seen.title, seen.text_sha256, seen.raw_bytes) == ("A river", None, len(answer.body))
    assert list(blobs.contents) == [seen.raw_sha256]


async def test_links_are_followed_to_the_depth_asked_for() -> None:
    expedition = site(page("", "1"), page("1", "2"), page("2", "3"), page("3"))

    assert expedition.fates(await expedition.crawl(depth=1)).keys() == {"", "1"}


async def test_links_that_a_rule_is_against_are_told_and_not_fetched() -> None:
    expedition = site(
        page("", "docs/a", "docs/b.pdf", "blog", "https://elsewhere.example/"),
        page("docs/a", "docs/b.pdf", "docs/cal/2090/01"),
    )

    id = await expedition.crawl(include=("^/docs",), exclude=(r"\.pdf$",))

    assert expedition.fates(id) == {"": "captured", "docs/a": "captured"}
    assert await expedition.excluded(id) == {
        SITE + "docs/b.pdf": r"exclude: \.pdf$",
        SITE + "blog": "include",
        SITE + "docs/docs/b.pdf": r"exclude: \.pdf$",
        SITE + "docs/docs/cal/2090/01": "trap: calendar",
        "https://elsewhere.example/": "scope",
    }
    assert (await expedition.progress(id)).excluded == 5


async def test_other_hosts_are_out_of_scope() -> None:
    expedition = site(page("", "https://elsewhere.example/", "a"), page("a"))

    assert expedition.fates(await expedition.crawl()).keys() == {"", "a"}


async def test_a_prefix_keeps_the_crawl_below_it() -> None:
    expedition = site(
        page("docs/", "/docs/a", "/other", "/docs-old/", "/docs?x=/docs/"), page("docs/a")
    )

    id = await expedition.crawl(SITE + "docs/", scope=Scope.PREFIX)

    assert expedition.fates(id).keys() == {"docs/", "docs/a"}


async def test_www_and_https_are_the_same_site() -> None:
    expedition = site(
        page("", answers_as="https://www.site.example/", site="http://site.example/"),
        page("a", site="https://www.site.example/"),
    )
    moved = expedition.fetcher.pages["http://site.example/"]
    body = b'<p>start</p><a href="/a">a</a>'
    expedition.fetcher.pages["http://site.example/"] = type(moved)(
        url=moved.url, status=200, headers=moved.headers, body=body
    )

    id = await expedition.crawl("http://site.example/")

    outcomes = {url: seen.reason or seen.outcome for url, seen in expedition.seen(id).items()}
    assert outcomes == {
        "http://site.example/": "redirect",
        "https://www.site.example/": "captured",
        "https://www.site.example/a": "captured",
    }


async def test_no_more_pages_are_captured_than_asked_for() -> None:
    many = [str(number) for number in range(20)]
    broken = [f"broken-{number}" for number in range(5)]
    expedition = site(page("", *broken, *many), *(page(path) for path in many))

    id = await expedition.crawl(page_limit=7)

    progress = await expedition.progress(id)
    assert (progress.captured, progress.failed) == (7, 5)
    assert (progress.status, progress.remaining) == (CrawlStatus.FINISHED, 0)


async def test_a_page_that_asks_not_to_be_kept_leads_on() -> None:
    expedition = site(page("", "a", head=NOINDEX), page("a"))

    assert expedition.fates(await expedition.crawl()) == {"": "noindex", "a": "captured"}


async def test_nofollow_ends_the_way() -> None:
    expedition = site(page("", "a", x_robots_tag="nofollow"), page("a"))

    assert expedition.fates(await expedition.crawl()) == {"": "captured"}


async def test_robots_are_obeyed_without_a_request() -> None:
    pages = dict([page("", "private/a", "b"), page("private/a"), page("b")])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "private/"]))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "captured", "private/a": "robots", "b": "captured"}
    assert SITE + "private/a" not in expedition.fetcher.asked


async def test_what_is_no_page_fails_by_its_media_type() -> None:
    expedition = site(page("", "a.pdf"), page("a.pdf", content_type="application/pdf"))

    assert expedition.fates(await expedition.crawl())["a.pdf"] == "media-type"


async def test_a_status_is_told() -> None:
    expedition = site(page("", status=500))

    seen = expedition.seen(await expedition.crawl())[SITE]

    assert (seen.reason, seen.status) == ("status", 500)
    assert "500" in (seen.detail or "")


async def test_a_host_is_given_back_where_its_crawl_cannot_be_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expedition = site(page(""))
    id = await expedition.start()
    work, lost = expedition.perception.work, [Unavailable("the database is away")]

    def working() -> PerceptionWork:
        if lost:
            raise lost.pop()
        return work()

    monkeypatch.setattr(expedition.perception, "work", working)
    with pytest.raises(Unavailable, match="away"):
        await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)

    assert expedition.frontier.ground.hosts["site.example"].leased_until is None
    await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)
    assert expedition.fetcher.asked == [SITE]
