"""A host that is busy, or slow, is left alone as its sitemaps ask it too."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from tests.commands.perception.test_announcements import MAP, PAGES
from tests.expedition import SITE, Expedition
from tests.people import EDITOR
from tests.sitemap_memory import no_memory

from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.survey import SiteMap
from aurora.domains.clock import Clock
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, SitemapUse
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

HOST = "site.example"
MORE = SITE + "more.xml"


def answer(
    url: str, *paths: str, status: int = 200, elapsed: float = 0.0, **headers: str
) -> Fetched:
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)
    return Fetched(
        url=url,
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=f"<urlset>{entries}</urlset>".encode(),
        elapsed=elapsed,
    )


class Timed(MemoryFetcher):
    """Notes when it was asked for what, and gives a URL's first answers before its last."""

    def __init__(self, answers: dict[str, Sequence[Fetched]]) -> None:
        super().__init__({url: given[-1] for url, given in answers.items()})
        self.first = {url: list(given[:-1]) for url, given in answers.items()}
        self.clock: Clock | None = None
        self.times: list[tuple[str, datetime]] = []

    async def answer(self, url: str) -> Fetched:
        assert self.clock
        self.times.append((url.removeprefix(SITE), self.clock.now()))
        left = self.first.get(url)
        return left.pop(0) if left else await super().answer(url)

    @property
    def gaps(self) -> list[tuple[str, float]]:
        """What was asked for after each rest, in seconds."""
        pairs = pairwise(self.times)
        return [(path, (at - before).total_seconds()) for (_, before), (path, at) in pairs]


def busy_site(named: Sequence[str] = (MAP,), **answers: Sequence[Fetched]) -> Any:
    pages = {SITE: [PAGES[SITE]], SITE + "island": [PAGES[SITE + "island"]]}
    fetcher = Timed({**pages, **{MAP if k == "map" else MORE: v for k, v in answers.items()}})
    robots = MemoryRobots([SITE + "llms.txt"], sitemaps=named)
    sitemaps = LxmlSitemaps(fetcher, robots, AdaUrls(), no_memory())
    manners = CrawlManners(delay=1.0)
    found = Expedition({}, manners, fetcher=fetcher, robots=robots, sitemaps=sitemaps)
    fetcher.clock = found.clock
    return found


async def crawled(ground: Any) -> Any:
    return await ground.crawl(sitemaps=SitemapUse.ONLY)


async def mapped(ground: Any) -> SiteMap:
    found: SiteMap = await ground.bus.send(MapSite(url=SITE, include_links=False), EDITOR)
    return found


@pytest.mark.parametrize("status", [429, 503])
async def test_a_crawl_obeys_the_retry_after_of_a_sitemap(status: int) -> None:
    busy = answer(MAP, status=status, retry_after="100")
    ground = busy_site(map=[busy, answer(MAP, "island")])
    id = await crawled(ground)

    assert ground.fetcher.gaps == [("sitemap.xml", 100.0), ("", 1.0), ("island", 1.0)]
    assert ground.fates(id) == {"": "captured", "island": "captured"}
    assert await ground.excluded(id) == {}


async def test_a_busy_host_is_given_back_with_what_it_asks_for() -> None:
    ground = busy_site(map=[answer(MAP, status=429, retry_after="100")])
    await ground.start()
    await ground.settle()

    place = ground.frontier.ground.hosts[HOST]
    assert ground.fetcher.asked == [MAP]
    assert (place.leased_until, place.troubles) == (None, 1)
    assert (place.next_allowed_at - ground.clock.now()).total_seconds() == 100.0


async def test_a_sitemap_is_given_up_at_the_third_try_and_the_next_is_read() -> None:
    ground = busy_site((MAP, MORE), map=[answer(MAP, status=503)], more=[answer(MORE, "island")])
    id = await crawled(ground)

    assert ground.fetcher.gaps == [
        ("sitemap.xml", 2.0),
        ("sitemap.xml", 4.0),
        ("more.xml", 8.0),
        ("", 1.0),
        ("island", 1.0),
    ]
    assert await ground.excluded(id) == {MAP: "sitemap: status"}


async def test_a_host_that_stays_busy_is_asked_for_no_more_sitemaps() -> None:
    named = [f"{SITE}{number}.xml" for number in range(9)]
    ground = busy_site(named)
    ground.fetcher.pages |= {url: answer(url, status=429) for url in named}
    id = await crawled(ground)

    asked = ["0.xml"] * 3 + ["1.xml"] * 3 + [""]
    assert [path for path, _ in ground.fetcher.times] == asked
    assert [rest for _, rest in ground.fetcher.gaps] == [2.0, 4.0, 8.0, 16.0, 32.0, 64.0]
    shown = dict.fromkeys(named[:2], "sitemap: status")
    assert await ground.excluded(id) == shown | dict.fromkeys(named[2:], "sitemap: not-read")


async def test_a_sitemap_that_comes_slowly_is_followed_as_slowly() -> None:
    slow = answer(MAP, "island", elapsed=7.0)
    crawling, mapping = (busy_site((MAP, MORE), map=[slow], more=[answer(MORE)]) for _ in range(2))
    await crawled(crawling)
    await mapped(mapping)

    assert crawling.fetcher.gaps[0] == mapping.fetcher.gaps[0] == ("more.xml", 7.0)


async def test_a_map_obeys_a_retry_after_that_it_can_wait_for() -> None:
    busy = answer(MAP, status=429, retry_after="30")
    ground = busy_site(map=[busy, answer(MAP, "island")])
    site = await mapped(ground)

    assert ground.fetcher.gaps == [("sitemap.xml", 30.0)]
    assert [one.url for one in site.urls] == [SITE + "island"]
    assert [one.error for one in site.sources] == [None]


async def test_a_map_tells_the_next_who_asks_of_a_longer_rest() -> None:
    ground = busy_site((MORE, MAP), map=[answer(MAP, status=429, retry_after="300")])
    ground.fetcher.pages[MORE] = answer(MORE, "island")
    site = await mapped(ground)

    place = ground.frontier.ground.hosts[HOST]
    assert (len(site.urls), site.truncated, place.troubles) == (1, True, 1)
    assert (place.next_allowed_at - ground.fetcher.times[-1][1]).total_seconds() == 300.0


async def test_a_map_guesses_no_more_where_the_host_is_busy() -> None:
    ground = busy_site((), map=[answer(MAP, status=503)])
    site = await mapped(ground)

    assert ground.fetcher.asked == [MAP]
    assert [(one.url, one.error) for one in site.sources] == [(MAP, FetchError.STATUS)]
