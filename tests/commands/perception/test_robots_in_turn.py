"""A robots.txt is a request like any other: it takes its turn, and its host rests after it."""

from datetime import datetime
from itertools import pairwise

import pytest
from tests.expedition import SITE, Answer, Expedition, canonical, page

from aurora.domains.clock import Clock
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, SitemapUse
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.robots import ProtegoRobots

PLAIN = "http://site.example/"
DELAY = 3.0


class Timed(MemoryFetcher):
    """Notes what was asked, and when."""

    clock: Clock

    def __init__(self, pages: dict[str, Answer]) -> None:
        super().__init__(pages)
        self.times: list[datetime] = []

    async def answer(self, url: str) -> Fetched:
        self.times.append(self.clock.now())
        return await super().answer(url)

    @property
    def gaps(self) -> list[float]:
        return [(later - sooner).total_seconds() for sooner, later in pairwise(self.times)]


def robots_txt(site: str, delay: float) -> tuple[str, Answer]:
    url = f"{site}robots.txt"
    body = f"User-agent: *\nCrawl-delay: {delay}\n".encode()
    return url, Fetched(url=url, status=200, headers={}, body=body)


def expedition(*pages: tuple[str, Answer]) -> tuple[Expedition, Timed]:
    fetcher = Timed(dict(pages))
    robots = ProtegoRobots(fetcher, clock=lambda: fetcher.clock.now().timestamp())
    found = Expedition({}, CrawlManners(delay=DELAY), fetcher=fetcher, robots=robots)
    fetcher.clock = found.clock
    return found, fetcher


def moved(path: str) -> tuple[str, Answer]:
    return PLAIN + path, Fetched(url=SITE + path, status=200, headers={}, body=b"")


async def test_where_http_leads_to_https_both_robots_take_a_turn() -> None:
    crawling, fetcher = expedition(moved(""), page(""), robots_txt(SITE, 7))
    id = await crawling.crawl(PLAIN, sitemaps=SitemapUse.SKIP)

    assert fetcher.asked == [f"{PLAIN}robots.txt", PLAIN, f"{SITE}robots.txt", SITE]
    assert fetcher.gaps == [DELAY, DELAY, 7]
    assert crawling.seen(id)[SITE].outcome == "captured"


@pytest.mark.parametrize("sitemaps", [SitemapUse.SKIP, SitemapUse.INCLUDE])
async def test_two_robots_of_one_host_are_not_asked_back_to_back(sitemaps: SitemapUse) -> None:
    crawling, fetcher = expedition(page("", site=PLAIN), page("a"), robots_txt(SITE, 7))
    await crawling.crawl(PLAIN, SITE + "a", sitemaps=sitemaps)

    robots = [f"{PLAIN}robots.txt", f"{SITE}robots.txt"]
    assert sorted(fetcher.asked) == sorted([*robots, PLAIN, SITE + "a"])
    assert min(fetcher.gaps) == DELAY
    assert fetcher.gaps[fetcher.asked.index(SITE + "a") - 1] >= 7


async def test_a_canonical_page_of_the_other_scheme_is_not_asked_for_its_robots_beside() -> None:
    head = canonical(SITE)
    crawling, fetcher = expedition(page("", site=PLAIN, head=head), page("", head=head))
    id = await crawling.crawl(PLAIN, sitemaps=SitemapUse.SKIP)

    assert min(fetcher.gaps) == DELAY
    assert crawling.seen(id)[PLAIN].reason == "duplicate"
    assert crawling.seen(id)[SITE].outcome == "captured"


@pytest.mark.parametrize("delay", [20, 50])
async def test_a_turn_does_not_end_with_nothing_but_a_robots_txt(delay: float) -> None:
    crawling, fetcher = expedition(page(""), robots_txt(SITE, delay))
    await crawling.start(sitemaps=SitemapUse.SKIP)
    await crawling.settle()

    assert fetcher.asked == [f"{SITE}robots.txt", SITE]
    assert fetcher.gaps == [delay]
