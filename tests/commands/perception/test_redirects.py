"""Redirects during a crawl: one request at a time, each under the manners of its own host."""

from itertools import pairwise

import pytest
from tests.expedition import NOINDEX, SITE, Answer, Expedition, page
from tests.people import EDITOR

from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Scope
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.queries.perception.fates import Fate
from aurora.queries.perception.list_fates import ListFates

OTHER = "https://other.example/"
REFRESH = '<meta http-equiv="refresh" content="0; url={}">'
CHAIN = [str(number) for number in range(20)]


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


class Timed(MemoryFetcher):
    """Notes when each host is asked, in seconds."""

    expedition: Expedition

    async def answer(self, url: str) -> Fetched:
        self.times.setdefault(url.split("/")[2], []).append(self.expedition.clock.now().timestamp())
        return await super().answer(url)

    times: dict[str, list[float]]


def timed(*pages: tuple[str, Answer], delay: float) -> tuple[Expedition, Timed]:
    fetcher = Timed(dict(pages))
    fetcher.times = {}
    robots = MemoryRobots(delay=delay)
    fetcher.expedition = Expedition({}, CrawlManners(delay=0.0), fetcher=fetcher, robots=robots)
    return fetcher.expedition, fetcher


def loop(*urls: str) -> list[tuple[str, Answer]]:
    """Give redirects from each URL to the next, and from the last to the first."""
    ring = [*urls, urls[0]]
    return [(at, Fetched(url=to, status=200, headers={}, body=b"")) for at, to in pairwise(ring)]


async def test_a_redirect_is_captured_where_it_ends() -> None:
    expedition = site(page("", "old", "new"), page("old", answers_as="new"), page("new"))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "captured", "old": "redirect", "new": "captured"}
    assert expedition.seen(id)[SITE + "old"].same_as == SITE + "new"
    assert expedition.fetcher.asked == [SITE, SITE + "old", SITE + "new"]


async def test_a_redirect_to_a_captured_page_is_skipped() -> None:
    expedition = site(page("", "new", "old"), page("new"), page("old", answers_as="new"))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "captured", "old": "redirect", "new": "captured"}
    assert expedition.fetcher.asked == [SITE, SITE + "new", SITE + "old"]


async def test_a_redirect_out_of_scope_is_skipped() -> None:
    expedition = site(page("", answers_as="https://elsewhere.example/"))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "out-of-scope"}
    assert expedition.seen(id)[SITE].same_as == "https://elsewhere.example/"
    assert expedition.fetcher.asked == [SITE]


async def test_a_redirect_to_where_robots_may_not_go_is_refused() -> None:
    pages = dict([page("", "a"), page("a", answers_as="private/a")])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "private/"]))

    assert expedition.fates(await expedition.crawl()) == {"": "captured", "a": "robots"}
    assert SITE + "private/a" not in expedition.fetcher.asked


async def test_a_capture_says_which_url_led_to_it() -> None:
    expedition = site(page("", "old"), page("old", answers_as="new"))

    id = await expedition.crawl()

    assert expedition.seen(id)[SITE + "new"].requested_url == SITE + "old"


async def test_a_page_to_which_many_redirect_is_asked_for_once() -> None:
    doors = [f"door-{number}" for number in range(5)]
    expedition = site(
        page("", "in", *doors), page("in"), *(page(d, answers_as="in") for d in doors)
    )

    id = await expedition.crawl()

    assert {expedition.seen(id)[SITE + door].same_as for door in doors} == {SITE + "in"}
    assert expedition.fetcher.asked.count(SITE + "in") == 1


@pytest.mark.parametrize("delay", [2.0, 7.0, 90.0])
async def test_every_step_of_a_redirect_waits_for_the_host(delay: float) -> None:
    redirects = tuple(SITE + step for step in ("a", "b", "c"))
    path, end = page("a", "x", answers_as="end")
    moved = Fetched(
        url=end.url, status=200, headers=end.headers, body=end.body, redirects=redirects
    )
    expedition, fetcher = timed((path, moved), page("x"), delay=delay)

    id = await expedition.crawl(SITE + "a")

    assert expedition.fates(id) == {"a": "redirect", "end": "captured", "x": "captured"}
    times = fetcher.times["site.example"]
    assert len(times) == 5
    assert min(later - sooner for sooner, later in pairwise(times)) >= delay


async def test_a_redirect_to_another_host_is_asked_for_under_its_lease() -> None:
    start = page("", "a", "b", "c")
    there = [page(path, site=OTHER) for path in "abc"]
    away = [page(path, answers_as=OTHER + path) for path in "abc"]
    expedition, fetcher = timed(start, *away, *there, delay=3.0)

    id = await expedition.crawl(scope=Scope.EXTERNAL)

    seen = expedition.seen(id)
    assert {seen[OTHER + path].outcome for path in "abc"} == {"captured"}
    assert [seen[SITE + path].same_as for path in "abc"] == [OTHER + path for path in "abc"]
    assert {seen[OTHER + path].depth for path in "abc"} == {1}
    assert {seen[OTHER + path].requested_url for path in "abc"} == {SITE + path for path in "abc"}
    for times in fetcher.times.values():
        assert min(later - sooner for sooner, later in pairwise(times)) >= 3.0


@pytest.mark.parametrize(
    ("there", "page_limit", "fate"),
    [
        (page("b", site=OTHER), 9, Fate.CAPTURED),
        (page("b", site=OTHER, head=NOINDEX), 9, Fate.SKIPPED),
        (page("b", site=OTHER, status=404), 9, Fate.FAILED),
        (page("b", site=OTHER), 2, Fate.LEFT),
    ],
)
async def test_the_end_of_a_redirect_has_one_fate_although_a_rule_is_against_it(
    there: tuple[str, Answer], page_limit: int, fate: Fate
) -> None:
    expedition = site(
        page("", OTHER + "b", "c", "d"), page("c", answers_as=OTHER + "b"), page("d"), there
    )

    id = await expedition.crawl(scope=Scope.EXTERNAL, exclude=("^/b$",), page_limit=page_limit)

    fates = await expedition.bus.ask(ListFates(crawl_id=id), EDITOR)
    assert [one.outcome for one in fates.items if one.url == OTHER + "b"] == [fate]
    assert (await expedition.progress(id)).excluded == 0


async def test_robots_of_the_other_host_are_asked_before_it_is() -> None:
    pages = dict([page("", answers_as=OTHER), page("", site=OTHER)])
    expedition = Expedition(pages, robots=MemoryRobots([OTHER]))

    id = await expedition.crawl(scope=Scope.EXTERNAL)

    assert {url: seen.reason for url, seen in expedition.seen(id).items()} == {
        SITE: "redirect",
        OTHER: "robots",
    }
    assert expedition.fetcher.asked == [SITE]


@pytest.mark.parametrize("paths", [["a", "b"], ["a", "b", "c"]])
async def test_a_circle_within_a_host_is_named_on_every_url_of_it(paths: list[str]) -> None:
    urls = [SITE + path for path in paths]
    expedition = site(page("", *paths), *loop(*urls))

    fates = expedition.fates(await expedition.crawl())

    assert {fates[path] for path in paths} == {"too-many-redirects"}


async def test_a_circle_over_hosts_is_named_where_it_closes() -> None:
    expedition = site(*loop(SITE, OTHER))

    id = await expedition.crawl(scope=Scope.EXTERNAL)

    assert {url: seen.reason for url, seen in expedition.seen(id).items()} == {
        SITE: "redirect",
        OTHER: "too-many-redirects",
    }


async def test_a_way_without_end_ends() -> None:
    expedition = site(*loop(*(SITE + step for step in CHAIN)))

    id = await expedition.crawl(SITE + "0")

    assert expedition.fates(id) == {"0": "too-many-redirects"}
    assert len(expedition.fetcher.asked) == 11


async def test_a_step_that_fails_for_a_moment_is_tried_again_from_there() -> None:
    down = FetchFailed(FetchError.TIMEOUT, "no answer")
    expedition = site(page("", answers_as="b"), (SITE + "b", down))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "timeout"}
    assert expedition.fetcher.asked == [SITE, *[SITE + "b"] * 3]
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_a_redirect_to_a_forbidden_address_is_named_on_its_url() -> None:
    expedition = site(page("", answers_as="http://169.254.169.254/"))

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "forbidden-address"}


async def test_a_page_that_only_sends_on_is_a_redirect() -> None:
    start = page("", head=REFRESH.format("en/index.html"))
    expedition = site(start, page("en/index.html", "a"), page("en/a"))

    id = await expedition.crawl(depth=1)

    assert expedition.fates(id) == {
        "": "redirect",
        "en/index.html": "captured",
        "en/a": "captured",
    }
    assert expedition.seen(id)[SITE + "en/index.html"].requested_url == SITE


@pytest.mark.parametrize(
    ("target", "fate"),
    [
        ("private/a", "robots"),
        (OTHER, "out-of-scope"),
        ("http://169.254.169.254/", "forbidden-address"),
    ],
)
async def test_nobody_is_sent_where_a_redirect_may_not_lead(target: str, fate: str) -> None:
    pages = dict([page("", head=REFRESH.format(target)), page("private/a"), page("", site=OTHER)])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "private/"]))

    assert expedition.fates(await expedition.crawl()) == {"": fate}
    assert expedition.fetcher.asked == [SITE]
