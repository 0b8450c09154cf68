"""A site that answers slowly, and redirects on and on, is surveyed in turns that are short."""

from collections.abc import Sequence

import pytest
from tests.commands.perception.test_announcements import MAP, PAGES
from tests.expedition import SITE, Expedition
from tests.sitemap_memory import no_memory

from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, SitemapUse
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.tasks import JOB_SECONDS
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

SLOW = 29.0
BODY = f"<urlset><url><loc>{SITE}island</loc></url></urlset>".encode()


class Slow(MemoryFetcher):
    """Takes its time with each answer."""

    clock: MemoryClock
    takes = SLOW

    async def answer(self, url: str) -> Fetched:
        self.clock.advance(self.takes)
        return await super().answer(url)


class Timed(Expedition):
    """Knows what each job asked for, and how long the longest took, by the clock that pauses and
    answers move.
    """

    longest = 0.0
    turns: Sequence[Sequence[str]] = ()

    async def _work(self) -> bool:
        began, asked = self.clock.now(), len(self.fetcher.asked)
        worked = await super()._work()
        self.longest = max(self.longest, (self.clock.now() - began).total_seconds())
        self.turns = (*self.turns, self.fetcher.asked[asked:])
        return worked


def slow_site(hops: int, delay: float) -> Timed:
    """Give a site whose sitemap lies behind so many redirects."""
    way = (MAP, *(f"{SITE}hop-{hop}.xml" for hop in range(1, hops)))
    there = Fetched(url=SITE + "end.xml", status=200, headers={}, body=BODY, redirects=way)
    fetcher = Slow({**PAGES, MAP: there})
    robots = MemoryRobots(delay=delay, sitemaps=[MAP])
    sitemaps = LxmlSitemaps(fetcher, robots, AdaUrls(), no_memory())
    manners = CrawlManners(delay=1.0)
    expedition = Timed(PAGES, manners, fetcher=fetcher, robots=robots, sitemaps=sitemaps)
    fetcher.clock = expedition.clock
    return expedition


@pytest.mark.parametrize("delay", [0.0, 120.0])
async def test_a_sitemap_behind_slow_redirects_is_read_in_the_end(delay: float) -> None:
    expedition = slow_site(10, delay)
    id = await expedition.crawl(sitemaps=SitemapUse.ONLY)

    assert expedition.fates(id) == {"": "captured", "island": "captured"}
    assert await expedition.excluded(id) == {}
    assert expedition.longest < JOB_SECONDS
    assert len(expedition.fetcher.asked) == len(set(expedition.fetcher.asked))


async def test_redirects_without_end_are_shown_and_pages_fetched() -> None:
    expedition = slow_site(11, 120.0)
    id = await expedition.crawl()

    assert set(expedition.fates(id)) == {"", "linked", "deeper"}
    assert await expedition.excluded(id) == {MAP: "sitemap: too-many-redirects"}
    assert expedition.longest < JOB_SECONDS


@pytest.mark.parametrize(
    ("takes", "first"), [(5.0, [MAP, SITE, SITE + "linked", SITE + "deeper"]), (40.0, [MAP])]
)
async def test_pages_come_in_a_later_turn_where_announcements_took_long(
    takes: float, first: list[str]
) -> None:
    fetcher = Slow({**PAGES, MAP: Fetched(url=MAP, status=500, headers={}, body=b"")})
    sitemaps = LxmlSitemaps(fetcher, MemoryRobots(), AdaUrls(), no_memory())
    expedition = Timed(PAGES, CrawlManners(delay=1.0), fetcher=fetcher, sitemaps=sitemaps)
    fetcher.clock, fetcher.takes = expedition.clock, takes
    await expedition.crawl()

    assert next(turn for turn in expedition.turns if turn) == first
