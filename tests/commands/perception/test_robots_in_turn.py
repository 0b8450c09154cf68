"""A robots.txt is a request like any other: it takes its turn, and its host rests after it."""

from datetime import datetime
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Answer, Expedition, canonical, page
from tests.people import EDITOR
from tests.sitemap_memory import no_memory

from aurora.commands.perception.guests import HostRests
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.scrape_page import ScrapePage
from aurora.domains.clock import Clock
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, SitemapUse
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.robots import DAY, ProtegoRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

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
    robots = ProtegoRobots(fetcher, clock=lambda: fetcher.clock.now().timestamp(), at_once=0.0)
    sitemaps = LxmlSitemaps(fetcher, robots, AdaUrls(), no_memory())
    found = Expedition(
        {}, CrawlManners(delay=DELAY), fetcher=fetcher, robots=robots, sitemaps=sitemaps
    )
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
    assert {*robots, PLAIN, SITE + "a"} <= set(fetcher.asked)
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


async def test_rules_that_hold_on_for_a_while_are_not_read_again_before_every_page() -> None:
    crawling, fetcher = expedition(page("", "a", "b"), page("a"), page("b"), robots_txt(SITE, 400))
    await crawling.start(sitemaps=SitemapUse.SKIP)
    await crawling.settle()
    fetcher.pages[f"{SITE}robots.txt"] = FetchFailed(FetchError.TIMEOUT, "no answer")
    crawling.clock.advance(DAY)
    for _ in range(6):
        crawling.clock.advance(400)
        await crawling.settle()

    assert {SITE, SITE + "a", SITE + "b"} <= set(fetcher.asked)
    assert min(fetcher.gaps) == 400


async def test_a_scrape_lets_a_new_host_rest_after_its_robots_txt() -> None:
    ground, fetcher = expedition(page(""), robots_txt(SITE, 7))
    for _ in range(2):
        await ground.bus.send(ScrapePage(url=SITE), EDITOR)

    assert fetcher.asked == [f"{SITE}robots.txt", SITE, SITE]
    assert fetcher.gaps == [7, 7]


async def test_a_scrape_that_is_led_to_https_keeps_the_longer_delay_from_then_on() -> None:
    ends = Fetched(url=SITE + "b", status=200, headers={"content-type": "text/html"}, body=b"b")
    way = replace(ends, redirects=(PLAIN, SITE + "a"))
    ground, fetcher = expedition((PLAIN, way), robots_txt(SITE, 7))
    await ground.bus.send(ScrapePage(url=PLAIN), EDITOR)

    robots = [f"{PLAIN}robots.txt", f"{SITE}robots.txt"]
    assert fetcher.asked == [robots[0], PLAIN, robots[1], SITE + "a", SITE + "b"]
    assert fetcher.gaps == [DELAY, DELAY, 7, 7]


async def test_a_scrape_that_cannot_wait_so_long_is_told_when_to_come_again() -> None:
    ground, fetcher = expedition(page(""), robots_txt(SITE, 60))
    with pytest.raises(HostRests, match="may be asked again in 60 s") as refused:
        await ground.bus.send(ScrapePage(url=SITE, timeout=5), EDITOR)
    ground.clock.advance(60)
    await ground.bus.send(ScrapePage(url=SITE, timeout=5), EDITOR)

    assert refused.value.retry_after == 60
    assert fetcher.asked == [f"{SITE}robots.txt", SITE]


async def test_a_map_lets_a_new_host_rest_after_its_robots_txt() -> None:
    ground, fetcher = expedition(page(""), robots_txt(SITE, 4))
    await ground.bus.send(MapSite(url=SITE), EDITOR)

    assert fetcher.asked[:2] == [f"{SITE}robots.txt", f"{SITE}sitemap.xml"]
    assert set(fetcher.gaps) == {4.0}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (FetchFailed(FetchError.CONNECTION, "refused"), "connection"),
        (FetchFailed(FetchError.TIMEOUT, "no answer"), "timeout"),
        (FetchFailed(FetchError.TLS, "no valid certificate"), "tls"),
        (FetchFailed(FetchError.NAME_NOT_FOUND, "no address"), "name-not-found"),
        (FetchFailed(FetchError.ENCODING, "damaged"), "robots"),
        (Fetched(url=f"{SITE}robots.txt", status=503, headers={}, body=b""), "robots"),
    ],
)
async def test_a_host_that_cannot_be_reached_is_not_laid_to_its_robots_txt(
    answer: Answer, reason: str
) -> None:
    crawling, fetcher = expedition(page("a"), page("b"), (f"{SITE}robots.txt", answer))
    id = await crawling.crawl(SITE + "a", SITE + "b", sitemaps=SitemapUse.SKIP)

    assert crawling.fates(id) == {"a": reason, "b": reason}
    assert set(fetcher.asked) == {f"{SITE}robots.txt"}
    assert (await crawling.progress(id)).by_reason == {reason: 2}
