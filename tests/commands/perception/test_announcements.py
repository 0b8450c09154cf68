"""A crawl takes what its site announces, by the same rules as links."""

from typing import Any

import pytest
from tests.expedition import SITE, Expedition, page

from aurora.domains.perception.events import PageCaptured
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.sitemaps import Announced, Position, Source
from aurora.domains.perception.types import FetchError, FetchFailed, Preference, SitemapUse
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryRobots

MAP = SITE + "sitemap.xml"
NAMED = ["island", "docs/isle", "linked"]
PAGES = dict(
    [
        page("", "/linked"),
        page("linked", "/deeper"),
        page("deeper"),
        page("island", "/from-island"),
        page("docs/isle"),
        page("from-island"),
    ]
)


def source(*paths: str, url: str = MAP) -> Source:
    named = tuple(
        Announced(url=path if "://" in path else SITE + path, source=url) for path in paths
    )
    return Source(url=url, announced=named)


def site(*sources: Source, **more: Any) -> Expedition:
    return Expedition(PAGES, sitemaps=MemorySitemaps(sources or [source(*NAMED)]), **more)


async def test_what_is_announced_is_fetched_though_nothing_links_to_it() -> None:
    expedition = site()
    id = await expedition.crawl()

    assert expedition.fates(id) == dict.fromkeys(
        (url.removeprefix(SITE) for url in PAGES), "captured"
    )


async def test_a_crawl_can_do_without_what_is_announced() -> None:
    expedition = site()
    id = await expedition.crawl(sitemaps=SitemapUse.SKIP)

    assert set(expedition.fates(id)) == {"", "linked", "deeper"}


async def test_a_crawl_can_take_only_what_is_announced() -> None:
    expedition = site()
    id = await expedition.crawl(sitemaps=SitemapUse.ONLY, depth=0)

    assert set(expedition.fates(id)) == {"", *NAMED}
    assert (await expedition.progress(id)).by_reason == {}


async def test_a_crawl_that_follows_nothing_asks_for_nothing() -> None:
    expedition = site()
    id = await expedition.crawl(depth=0)

    assert set(expedition.fates(id)) == {""}


async def test_what_is_announced_is_one_step_away() -> None:
    expedition = site()
    await expedition.crawl(depth=1)

    captured = [r.event for r in expedition.record.log if isinstance(r.event, PageCaptured)]
    depths = {one.url.removeprefix(SITE): one.depth for one in captured}
    assert depths == {"": 0, "island": 1, "docs/isle": 1, "linked": 1}


async def test_the_rules_hold_for_what_is_announced_and_are_named() -> None:
    expedition = site(source("island", "docs/isle", "https://elsewhere.example/x"))
    id = await expedition.crawl(exclude=("^/docs/",))

    assert "docs/isle" not in expedition.fates(id)
    assert await expedition.excluded(id) == {
        SITE + "docs/isle": "exclude: ^/docs/",
        "https://elsewhere.example/x": "scope",
    }


async def test_limits_hold_for_what_is_announced() -> None:
    expedition = site()
    id = await expedition.crawl(page_limit=2)

    assert (await expedition.progress(id)).captured == 2


async def test_what_is_announced_and_preferred_comes_first() -> None:
    expedition = site()
    await expedition.crawl(prefer=(Preference(pattern="^/docs/"),))

    assert expedition.fetcher.asked[1] == SITE + "docs/isle"


async def test_what_matters_more_to_its_site_comes_first() -> None:
    weighed = (("linked", None), ("island", 0.1), ("docs/isle", 1.0))
    named = tuple(Announced(url=SITE + path, priority=p, source=MAP) for path, p in weighed)
    expedition = site(Source(url=MAP, announced=named))
    await expedition.crawl(sitemaps=SitemapUse.ONLY)

    asked = [url.removeprefix(SITE) for url in expedition.fetcher.asked]
    assert asked == ["", "docs/isle", "linked", "island"]


async def test_a_site_is_asked_once_and_between_two_sources_it_rests() -> None:
    asked = []

    class Counted(MemorySitemaps):
        def announced(
            self, start: str, since: Position | None = None, headers: Headers = no_headers
        ) -> Any:
            asked.append(start)
            return super().announced(start, since, headers)

    sources = [source(url=f"{SITE}{number}.xml") for number in range(3)]
    expedition = Expedition(
        PAGES,
        CrawlManners(delay=0.0),
        sitemaps=Counted(sources),
        robots=MemoryRobots(delay=5.0),
    )
    began = expedition.clock.now()
    id = await expedition.start(SITE, SITE + "linked")
    await expedition._follow()
    (turn,) = expedition.record.jobs
    expedition.record.jobs.clear()
    await expedition.bus.send(turn.command, SYSTEM)

    assert asked == [SITE]
    assert (expedition.clock.now() - began).total_seconds() >= 15
    await expedition.finish()
    assert asked == [SITE]
    assert (await expedition.progress(id)).captured == 3


async def test_a_host_that_does_not_answer_is_not_asked_for_more() -> None:
    silent = Source(url=MAP, error=FetchError.TIMEOUT, detail="no answer")
    robots = MemoryRobots(delay=5.0)
    expedition = site(silent, source(*NAMED, url=SITE + "more.xml"), robots=robots)
    began = expedition.clock.now()
    id = await expedition.crawl()

    assert set(expedition.fates(id)) == {"", "linked", "deeper"}
    assert (expedition.clock.now() - began).total_seconds() >= 15


@pytest.mark.parametrize(("guessed", "found"), [(True, False), (False, True)])
async def test_errors_where_nothing_was_named_end_the_guessing(guessed: bool, found: bool) -> None:
    broken = Source(url=MAP, guessed=guessed, error=FetchError.STATUS, detail="answers 500")
    expedition = site(broken, source(*NAMED, url=SITE + "more.xml"))
    fates = expedition.fates(await expedition.crawl())

    assert (set(NAMED) <= set(fates)) is found


@pytest.mark.parametrize("reason", [FetchError.ROBOTS, FetchError.TIMEOUT])
async def test_a_site_that_announces_nothing_is_crawled_all_the_same(reason: FetchError) -> None:
    failing = MemorySitemaps(failure=FetchFailed(reason, "no"))
    expedition = Expedition(PAGES, sitemaps=failing)
    id = await expedition.crawl()

    assert set(expedition.fates(id)) == {"", "linked", "deeper"}
