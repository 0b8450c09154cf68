"""A host that is asked by http and by https is surveyed origin after origin."""

from collections import Counter
from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest
from tests.commands.perception.test_announcements import PAGES, source
from tests.expedition import SITE, Expedition

from aurora.commands.perception.announcements import TURNS
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.sitemaps import Position, Source
from aurora.domains.perception.types import FetchError, SitemapUse
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryRobots

PLAIN = "http://site.example/"
HOST = "site.example"


class Deadly(MemorySitemaps):
    """Kills whoever asks for what some origins announce, the first so many times."""

    def __init__(self, *sources: Source, origins: tuple[str, ...]) -> None:
        super().__init__(sources)
        self.origins, self.killed = origins, Counter[str]()

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        if start in self.origins:
            self.killed[start] += 1
            raise RuntimeError("a fault")
        async for one in super().announced(start, since, headers):
            yield one


async def turn(expedition: Expedition) -> None:
    """Take whichever turn comes next at the host."""
    (id,) = expedition.record.kinds["crawl"]
    await expedition.bus.send(CrawlHost(crawl_id=id, host=HOST), SYSTEM)


async def test_an_origin_that_is_given_up_leaves_the_other_its_turns() -> None:
    sitemaps = Deadly(source("island"), origins=(SITE,))
    expedition = Expedition(PAGES, sitemaps=sitemaps)
    id = await expedition.start(SITE, PLAIN, sitemaps=SitemapUse.ONLY)
    for _ in range(TURNS):
        with pytest.raises(RuntimeError):
            await turn(expedition)
    await expedition.finish()

    assert sitemaps.killed == {SITE: TURNS}
    assert expedition.fates(id)["island"] == "captured"
    assert await expedition.excluded(id) == {SITE + "robots.txt": "sitemap: not-read"}


async def test_each_origin_that_kills_whoever_reads_is_given_up_in_the_end() -> None:
    sitemaps = Deadly(origins=(SITE, PLAIN))
    expedition = Expedition(PAGES, sitemaps=sitemaps)
    id = await expedition.start(SITE, PLAIN, sitemaps=SitemapUse.ONLY)
    for _ in range(2 * TURNS):
        with pytest.raises(RuntimeError):
            await turn(expedition)
    await expedition.finish()

    assert sitemaps.killed == {SITE: TURNS, PLAIN: TURNS}
    assert (await expedition.progress(id)).status == "finished"
    assert await expedition.excluded(id) == {
        SITE + "robots.txt": "sitemap: not-read",
        PLAIN + "robots.txt": "sitemap: not-read",
    }


class Asked(MemoryRobots):
    """Has each robots.txt at hand once it was asked for, and notes when that was."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, object] = {}
        self.expedition: Expedition | None = None

    def at_hand(self, url: str) -> bool:
        return url in self.at

    async def delay(self, url: str) -> float:
        assert self.expedition
        self.at.setdefault(url, self.expedition.clock.now())
        return await super().delay(url)


@pytest.mark.parametrize(
    ("error", "rest"), [(FetchError.TIMEOUT, 2.0), (FetchError.MEDIA_TYPE, 1.0)]
)
async def test_a_host_rests_before_its_next_robots_txt(error: FetchError, rest: float) -> None:
    robots, failed = Asked(), Source(url=SITE + "sitemap.xml", error=error)
    expedition = robots.expedition = Expedition(
        PAGES, CrawlManners(delay=1.0), robots=robots, sitemaps=MemorySitemaps([failed])
    )
    began = expedition.clock.now()
    await expedition.start(SITE, PLAIN)
    await expedition.finish()

    after_robots = timedelta(seconds=1.0)
    assert robots.at[SITE] == began
    assert robots.at[PLAIN] == began + after_robots + timedelta(seconds=rest)
