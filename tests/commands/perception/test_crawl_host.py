"""Turns at a host: what is fetched, in which order, and what becomes of it."""

from itertools import pairwise
from uuid import UUID

import pytest
from tests.expedition import NOINDEX, SITE, Answer, Expedition, canonical, page
from tests.people import ADMIN

from aurora.commands.perception.crawl_host import CrawlHost
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.errors import Forbidden, Unavailable
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured, PageSkipped
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.page import Page
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Scope, SkipReason
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots

SHELF = UUID(int=50)


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


def failing(path: str, reason: FetchError) -> tuple[str, FetchFailed]:
    return SITE + path, FetchFailed(reason, "it broke")


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


async def test_a_duplicate_stands_aside_for_its_canonical_page() -> None:
    expedition = site(
        page("", "a?sort=up"), page("a?sort=up", "b", head=canonical("/a")), page("a"), page("b")
    )

    id = await expedition.crawl()

    assert expedition.fates(id) == {
        "": "captured",
        "a?sort=up": "duplicate",
        "a": "captured",
        "b": "captured",
    }
    assert expedition.seen(id)[SITE + "a?sort=up"].same_as == SITE + "a"


async def test_canonical_pages_that_name_each_other_lose_nothing() -> None:
    expedition = site(page("", "a"), page("a", head=canonical("b")), page("b", head=canonical("a")))

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "a": "duplicate",
        "b": "captured",
    }


async def test_a_chain_of_canonical_pages_ends_at_the_first_one_named() -> None:
    expedition = site(page("", head=canonical("b")), page("b", head=canonical("c")), page("c"))

    assert expedition.fates(await expedition.crawl()) == {"": "duplicate", "b": "captured"}


@pytest.mark.parametrize("named", ["https://elsewhere.example/a", "/private/a", "http://[", "a"])
async def test_a_canonical_page_that_cannot_be_had_is_ignored(named: str) -> None:
    pages = dict([page("", "a"), page("a", head=canonical(named))])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "private/"]))

    assert expedition.fates(await expedition.crawl()) == {"": "captured", "a": "captured"}


async def test_a_page_whose_canonical_form_is_lost_is_kept() -> None:
    expedition = site(page("", "gone", "a"), page("a", head=canonical("gone")))

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "gone": "status",
        "a": "captured",
    }


async def test_a_failure_behind_a_redirect_stands_on_each_url() -> None:
    pdf = "application/pdf"
    expedition = site(
        page("", "old", "a.pdf"),
        page("old", answers_as="a.pdf", content_type=pdf),
        page("a.pdf", content_type=pdf),
    )

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "old": "media-type",
        "a.pdf": "media-type",
    }


async def test_a_fate_that_is_known_stays() -> None:
    expedition = site(page(""))
    id = await expedition.start()
    known = Page.of(id, SITE)
    known.decide(
        PageSkipped(
            page_id=known.id,
            crawl_id=id,
            url=SITE,
            depth=0,
            reason=SkipReason.NOINDEX,
            same_as=None,
            known=1,
        )
    )
    async with expedition.perception.work() as work:
        work.pages.add(known)

    await expedition.finish()

    assert expedition.fates(id) == {"": "noindex"}
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


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


@pytest.mark.parametrize("reason", [FetchError.CONNECTION, FetchError.TIMEOUT])
async def test_a_passing_failure_is_tried_three_times_with_back_off(reason: FetchError) -> None:
    expedition = site(failing("", reason))
    began = expedition.clock.now()

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": reason}
    assert expedition.fetcher.asked == [SITE] * 3
    assert (expedition.clock.now() - began).total_seconds() == 2 + 4


async def test_a_lasting_failure_is_tried_once() -> None:
    expedition = site(failing("", FetchError.FORBIDDEN_ADDRESS))

    assert expedition.fates(await expedition.crawl()) == {"": "forbidden-address"}
    assert expedition.fetcher.asked == [SITE]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_host_is_left_alone_as_long_as_it_asks(status: int) -> None:
    expedition = site(page("", "a", status=status, retry_after="90"), page("a"))
    id = await expedition.start()
    await expedition.settle()
    expedition.fetcher.pages.update([page("", "a")])
    began = expedition.clock.now()

    await expedition.finish()

    assert (expedition.clock.now() - began).total_seconds() == 90
    assert expedition.fates(id) == {"": "captured", "a": "captured"}


async def test_a_host_cannot_ask_for_more_than_the_longest_wait() -> None:
    manners = CrawlManners(delay=0.0, longest_delay=100.0)
    expedition = Expedition(dict([page("", status=429, retry_after="999999")]), manners)
    began = expedition.clock.now()

    assert expedition.fates(await expedition.crawl()) == {"": "status"}
    assert (expedition.clock.now() - began).total_seconds() == 200


@pytest.mark.parametrize(("asked", "kept"), [(0.0, 1.0), (3.0, 3.0), (50.0, 50.0)])
async def test_requests_keep_the_longer_of_both_delays(asked: float, kept: float) -> None:
    times = []

    class Watched(MemoryRobots):
        async def allows(self, url: str) -> bool:
            times.append(expedition.clock.now())
            return await super().allows(url)

    paths = [str(number) for number in range(6)]
    pages = dict([page("", *paths), *(page(path) for path in paths)])
    expedition = Expedition(pages, CrawlManners(delay=1.0), robots=Watched(delay=asked))

    await expedition.crawl()

    gaps = {(b - a).total_seconds() for a, b in pairwise(times)}
    assert gaps == {kept}


@pytest.mark.parametrize(("own_host", "kept"), [("site.example", 0), ("b.example", 6), (None, 6)])
async def test_aurora_itself_needs_no_rest(own_host: str | None, kept: int) -> None:
    paths = [str(number) for number in range(6)]
    pages = dict([page("", *paths), *(page(path) for path in paths)])
    expedition = Expedition(pages, CrawlManners(own_host=own_host, delay=1.0))
    began = expedition.clock.now()

    await expedition.crawl()

    assert (expedition.clock.now() - began).total_seconds() == kept


async def test_a_turn_is_over_after_its_time() -> None:
    paths = [str(number) for number in range(30)]
    expedition = Expedition(
        dict([page("", *paths), *(page(path) for path in paths)]),
        CrawlManners(delay=1.0, slice_seconds=10.0),
    )
    id = await expedition.start()
    await expedition.settle()

    in_one_turn = len(expedition.seen(id))
    await expedition.finish()

    assert in_one_turn == 10
    assert len(expedition.seen(id)) == 31


async def test_hosts_are_crawled_by_jobs_of_their_own() -> None:
    expedition = site(page("", "a"), page("a"), page("", site="https://other.example/"), page("b"))

    id = await expedition.start(SITE, "https://other.example/")
    await expedition._follow()

    assert [job.command for job in expedition.record.jobs] == [
        CrawlHost(crawl_id=id, host="other.example"),
        CrawlHost(crawl_id=id, host="site.example"),
    ]
    await expedition.finish()
    assert len(expedition.seen(id)) == 3


async def test_links_to_another_start_host_wake_it() -> None:
    other = "https://other.example/"
    expedition = site(page("", other + "b"), page("", site=other, said="o"), page("b", site=other))

    id = await expedition.crawl(SITE, other)

    assert expedition.seen(id).keys() == {SITE, other, other + "b"}


async def test_a_turn_at_a_held_host_does_nothing() -> None:
    expedition = site(page(""))
    id = await expedition.start()
    await expedition.frontier.claim(id, "site.example", limit=1, seconds=30)

    await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)

    assert expedition.fetcher.asked == []
    assert expedition.record.jobs == []


async def test_a_repeated_turn_records_nothing_twice() -> None:
    expedition = site(page("", "a"), page("a"))
    id = await expedition.crawl()
    before = len(expedition.record.log)

    await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)

    assert len(expedition.record.log) == before
    assert len(expedition.fetcher.asked) == 2


async def test_people_cannot_take_turns() -> None:
    expedition = site()
    id = await expedition.start()

    with pytest.raises(Forbidden):
        await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), ADMIN)


async def test_a_fault_of_the_reader_stands_on_its_url_alone() -> None:
    class Broken:
        async def extract(self, page: object) -> object:
            raise MemoryError(page)

    expedition = Expedition(dict([page("")]), extractor=Broken())

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "fault"}
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_a_lost_store_fails_the_turn_and_not_the_page() -> None:
    class Full(MemoryBlobs):
        async def put(self, content: bytes) -> str:
            raise Unavailable(f"no room for {len(content)} bytes")

    expedition = Expedition(dict([page("")]), blobs=Full())
    id = await expedition.start()

    with pytest.raises(Unavailable):
        await expedition.settle()

    assert expedition.seen(id) == {}
    assert await expedition.frontier.claim(id, "site.example", limit=1, seconds=1)


async def test_who_lost_the_host_while_fetching_records_nothing() -> None:
    class Slow(MemoryFetcher):
        async def answer(self, url: str) -> Fetched:
            answer = await super().answer(url)
            expedition.clock.advance(60)
            assert await expedition.frontier.claim(id, "site.example", limit=1, seconds=30)
            return answer

    pages = dict([page("", "a"), page("a")])
    expedition = Expedition(pages, fetcher=Slow(pages))
    id = await expedition.start()

    await expedition.settle()

    assert expedition.seen(id) == {}
    assert expedition.fetcher.asked == [SITE]
    assert expedition.record.jobs == []


async def test_a_page_that_was_fetched_and_not_recorded_is_fetched_again() -> None:
    class Flaky(MemoryBlobs):
        left = 2

        async def put(self, content: bytes) -> str:
            self.left -= 1
            if not self.left:
                raise Unavailable("gone for a moment")
            return await super().put(content)

    expedition = Expedition(dict([page("", "a"), page("a")]), blobs=Flaky())
    id = await expedition.start()
    with pytest.raises(Unavailable):
        await expedition.settle()
    await expedition.bus.send(SweepCrawls(), SYSTEM)

    await expedition.finish()

    assert expedition.fates(id) == {"": "captured", "a": "captured"}
    assert expedition.fetcher.asked == [SITE, SITE + "a", SITE + "a"]
