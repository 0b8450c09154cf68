"""A crawl of a hostile site ends, names every failure, and reaches nothing that it may not."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.hostile.addresses import CASES, Verdict
from tests.hostile.certificates import self_signed
from tests.hostile.mazes import BUSY_ONCE, FIRST_YEAR, HALL, LAST_YEAR, TITLES, page
from tests.hostile.server import Hostile, hostile_site
from tests.hostile.traps import TRAPS, Trap
from tests.infrastructure.web.wire import Wire, response, wire
from tests.journeys.hurried import Hurried, Weight, hurried
from tests.journeys.living import free_port

from aurora.infrastructure.web.urls import AdaUrls

pytestmark = pytest.mark.timeout(420)
DEPTH = 10
WARM_UP_PAGES = 60
ALLOWED_BYTES = 50_000_000  # far below what its great answers and bombs would take together
ROBOTS_5XX = "503 Service Unavailable"


@dataclass
class Crawled:
    """What is left of a hostile crawl."""

    site: Hostile
    refusing: Wire
    secure: Wire
    unreachable: list[str]
    state: dict[str, Any]
    pages: dict[str, dict[str, Any]]
    excluded: dict[str, str]
    hall: dict[str, Any]
    hall_excluded: dict[str, str]
    weight: Weight

    def reasons(self, outcome: str = "failed") -> dict[str, str]:
        """Give the reason of each URL of an outcome."""
        pages = self.pages.items()
        return {url: page["reason"] for url, page in pages if page["outcome"] == outcome}

    def captured(self, start: str) -> list[str]:
        """Give the captured paths that begin so, in order of depth."""
        found = [
            (page["depth"], url.removeprefix(self.site.url))
            for url, page in self.pages.items()
            if page["outcome"] == "captured" and url.startswith(self.site.url + start)
        ]
        return [path for _, path in sorted(found)]

    def kept_out(self, start: str) -> dict[str, str]:
        """Give the rule against each path that begins so."""
        site = self.site.url
        found = self.excluded.items()
        return {url.removeprefix(site): rule for url, rule in found if url.startswith(site + start)}


def forbidden(site: Hostile) -> list[str]:
    """Give the links to addresses that nobody may fetch from."""
    port = site.sentinel.rpartition(":")[2]
    cases = [one for one in CASES if one.verdict is Verdict.FORBIDDEN and one.literal]
    urls = (one.url.format(port=port).strip() for one in cases)
    return [*dict.fromkeys(map(AdaUrls().canonical, urls)), f"http://localhost:{port}/"]


async def excluded(aurora: Hurried, crawl: str) -> dict[str, str]:
    links = await aurora.every(f"/v1/crawls/{crawl}/excluded")
    return {one["url"]: one["rule"] for one in links}


async def crawl_all(aurora: Hurried, site: Hostile) -> dict[str, Any]:
    """Crawl a hall without end to warm up, then the whole site."""
    collection = await aurora.collection("traps")
    hall = await aurora.crawl(site.url + HALL, collection, page_limit=WARM_UP_PAGES, scope="prefix")
    hall_state = await aurora.finished(hall)
    await aurora.embedded(collection)
    async with aurora.weighed() as weight:
        crawl = await aurora.crawl(f"{site.url}/", collection, depth=DEPTH, scope="external")
        state = await aurora.finished(crawl, seconds=240)
    pages = await aurora.every(f"/v1/crawls/{crawl}/pages")
    assert len(pages) == len({one["url"] for one in pages})
    return {
        "state": state,
        "pages": {one["url"]: one for one in pages},
        "excluded": await excluded(aurora, crawl),
        "hall": hall_state,
        "hall_excluded": await excluded(aurora, hall),
        "weight": weight,
    }


@pytest.fixture(scope="module")
async def crawled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Crawled]:
    place: Path = tmp_path_factory.mktemp("hostile")
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(hostile_site())
        refusing = await stack.enter_async_context(wire(_refuses_robots))
        tls = self_signed("127.0.0.1")
        secure = await stack.enter_async_context(wire(lambda _: page("secret"), tls=tls))
        closed = free_port()
        ports = (*site.ports, refusing.port, secure.port, closed)
        unreachable = [f"https://127.0.0.1:{secure.port}/page", f"http://127.0.0.1:{closed}/page"]
        site.elsewhere = [*forbidden(site), f"{refusing.url}/page", *unreachable]
        targets = ",".join(f"127.0.0.1/32:{port}" for port in ports)
        aurora = await stack.enter_async_context(hurried(place, AURORA_FETCH_EXCEPTIONS=targets))
        found = await crawl_all(aurora, site)
        yield Crawled(site=site, refusing=refusing, secure=secure, unreachable=unreachable, **found)


def _refuses_robots(request: bytes) -> bytes:
    if request.startswith(b"GET /robots.txt "):
        return response(b"down", status=ROBOTS_5XX)
    return page("A page that nobody may read")


async def test_the_crawl_ends_by_itself_and_every_known_url_has_a_fate(crawled: Crawled) -> None:
    state = crawled.state
    assert state["status"] == "finished"
    assert state["known"] == len(crawled.pages) + state["left"]
    assert state["by_reason"]["depth"] == state["left"] == 1  # the endless one
    assert state["remaining"] == 0


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.path)
async def test_a_trap_is_named_on_its_url(crawled: Crawled, trap: Trap) -> None:
    fate = crawled.pages[crawled.site.place(trap)]
    assert (fate["outcome"], fate["reason"]) == ("failed", trap.reason), fate["detail"]
    assert fate["detail"]


async def test_links_to_forbidden_addresses_are_refused_by_name(crawled: Crawled) -> None:
    links = forbidden(crawled.site)
    assert len(links) >= 90
    assert Counter(crawled.reasons().get(link) for link in links) == {
        "forbidden-address": len(links)
    }


async def test_nothing_forbidden_is_ever_connected_to(crawled: Crawled) -> None:
    assert crawled.site.reached == 0


async def test_calendars_end_where_nobody_plans_or_remembers(crawled: Crawled) -> None:
    last, first = LAST_YEAR, FIRST_YEAR
    assert crawled.captured("/calendar") == [f"/calendar/{last}/11", f"/calendar/{last}/12"]
    assert crawled.kept_out("/calendar") == {f"/calendar/{last + 1}/01": "trap: calendar"}
    known = [f"/diary?year={first}&month=2", f"/diary?year={first}&month=1"]
    assert crawled.captured("/diary") == known
    assert crawled.kept_out("/diary") == {f"/diary?year={first - 1}&month=12": "trap: calendar"}


async def test_segments_that_repeat_end_at_the_fourth(crawled: Crawled) -> None:
    repeated = ["/again/" + "more/" * number for number in range(1, 5)]
    assert crawled.captured("/again") == repeated[:3]
    assert crawled.kept_out("/again") == {repeated[3]: "trap: repetition"}


async def test_paths_and_queries_that_grow_end(crawled: Crawled) -> None:
    assert len(crawled.captured("/down")) == 3
    assert list(crawled.kept_out("/down").values()) == ["trap: depth"]
    assert len(crawled.captured("/filter")) == 3
    assert list(crawled.kept_out("/filter").values()) == ["trap: query"]


async def test_session_ids_are_not_followed(crawled: Crawled) -> None:
    assert crawled.captured("/shop") == ["/shop"]
    assert list(crawled.kept_out("/shop").values()) == ["trap: session"] * 3


async def test_pages_without_end_and_without_a_sign_end_at_the_depth(crawled: Crawled) -> None:
    paths = [f"/endless/{number}" for number in range(1, DEPTH + 1)]
    assert crawled.captured("/endless") == paths


async def test_halls_that_branch_without_end_end_at_the_page_limit(crawled: Crawled) -> None:
    assert crawled.hall["status"] == "finished"
    assert crawled.hall["captured"] == WARM_UP_PAGES


async def test_what_lies_outside_is_not_followed(crawled: Crawled) -> None:
    assert crawled.hall_excluded == {f"{crawled.site.url}/": "scope"}


@pytest.mark.parametrize("path", ["/wall", "/members", "/login"])
async def test_a_cookie_wall_is_a_loop_of_redirects(crawled: Crawled, path: str) -> None:
    assert crawled.reasons()[crawled.site.url + path] == "too-many-redirects"


async def test_a_busy_page_is_asked_for_again_and_not_for_ever(crawled: Crawled) -> None:
    assert crawled.captured(BUSY_ONCE) == [BUSY_ONCE]
    assert crawled.site.hits[BUSY_ONCE] == 2
    never = crawled.pages[f"{crawled.site.url}/busy/never"]
    assert (never["outcome"], never["reason"], never["status"]) == ("failed", "status", 503)
    assert crawled.site.hits["/busy/never"] == 3


async def test_a_host_whose_robots_file_is_down_is_left_alone(crawled: Crawled) -> None:
    assert crawled.reasons()[f"{crawled.refusing.url}/page"] == "robots"
    assert [one.split(b" ")[1] for one in crawled.refusing.requests] == [b"/robots.txt"] * 2


async def test_hosts_without_valid_tls_or_without_anybody_fail(crawled: Crawled) -> None:
    assert [crawled.reasons()[url] for url in crawled.unreachable] == ["tls", "connection"]
    assert crawled.secure.requests == []


@pytest.mark.parametrize(("number", "why"), [(0, "503"), (1, "TLS"), (2, "refuses the connection")])
async def test_it_is_told_why_a_robots_file_could_not_be_read(
    crawled: Crawled, number: int, why: str
) -> None:
    url = [f"{crawled.refusing.url}/page", *crawled.unreachable][number]
    assert why in crawled.pages[url]["detail"]


@pytest.mark.parametrize("path", TITLES)
async def test_pages_that_lie_about_their_charset_are_read(crawled: Crawled, path: str) -> None:
    fate = crawled.pages[crawled.site.url + path]
    assert (fate["outcome"], fate["title"]) == ("captured", TITLES[path][0])


async def test_the_worker_stays_as_light_as_it_was(crawled: Crawled) -> None:
    assert crawled.weight.gained < ALLOWED_BYTES
