"""A map of several hosts does without those that cannot be asked now."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.commands.perception.test_map_site import MAP, expedition, mapped, paths, source
from tests.expedition import SITE, page

from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.sitemaps import Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Scope
from aurora.domains.perception.url import origin_of
from aurora.infrastructure.memory.web import MemoryRobots

BLOG, SHOP = "https://blog.site.example/", "https://shop.site.example/"


class Fresh(MemoryRobots):
    """Has each robots.txt at hand once it was asked for; the unreachable have none."""

    def __init__(self, disallowed: Sequence[str] = (), unreachable: str = "none") -> None:
        super().__init__(disallowed)
        self.asked, self.unreachable = set[str](), unreachable

    def at_hand(self, url: str) -> bool:
        return origin_of(url) in self.asked

    async def delay(self, url: str) -> float:
        self.asked.add(origin_of(url))
        return await super().delay(url)

    async def allows(self, url: str) -> bool:
        if url.startswith(self.unreachable):
            raise FetchFailed(FetchError.NAME_NOT_FOUND, "no address")
        return await super().allows(url)


SOURCES = (source("a", BLOG, BLOG + "b", SHOP), source("c", url=SITE + "more.xml"))


def ground(*sources: Source, robots: MemoryRobots | None = None) -> Any:
    return expedition(
        *(sources or SOURCES),
        pages=[page("", "d")],
        manners=CrawlManners(delay=1.0),
        robots=robots or Fresh(),
    )


async def site_of(ground: Any) -> Any:
    return await mapped(ground, scope=Scope.SUBDOMAINS)


async def taken(ground: Any, *, rests: float = 0.0, held: float = 0.0) -> None:
    """Let the blog's host rest, or be held by somebody else, for so many seconds."""
    frontier = ground.frontier
    await ground.start(BLOG)
    ground.record.jobs.clear()
    claim = await frontier.claim(
        ground.record.ids.new(), "blog.site.example", limit=0, seconds=held
    )
    if rests:
        until = ground.clock.now() + timedelta(seconds=rests)
        async with ground.perception.work() as work:
            await work.links.release(claim, next_allowed_at=until, troubles=3)


async def test_a_host_that_rests_is_left_out_and_the_map_goes_on() -> None:
    resting = ground()
    await taken(resting, rests=300.0)
    site = await site_of(resting)

    assert paths(site) == ["a", SHOP, "c", "", "d"]
    assert [one.url for one in site.sources] == [MAP, SITE + "more.xml", SITE]
    assert (site.refused_by_robots, site.truncated) == (0, True)


async def test_a_host_that_is_asked_for_others_is_not_waited_for_without_end() -> None:
    busy = ground()
    await taken(busy, held=600.0)
    site = await site_of(busy)

    assert paths(site) == ["a", SHOP, "c", "", "d"]
    assert site.truncated


async def test_what_cannot_be_reached_counts_as_refused() -> None:
    site = await site_of(ground(robots=Fresh([SHOP], BLOG)))

    assert paths(site) == ["a", "c", "", "d"]
    assert (site.refused_by_robots, site.truncated) == (3, False)


async def test_what_a_sitemap_met_is_noted_of_its_own_host() -> None:
    busy = Fetched(url=MAP, status=503, headers={"retry-after": "20"}, body=b"")
    met = ground(source(BLOG, answer=busy), source("c", url=SITE + "more.xml"))
    began = met.clock.now()
    await site_of(met)

    hosts = met.frontier.ground.hosts
    assert hosts["blog.site.example"].troubles == 0
    assert (met.clock.now() - began).total_seconds() == 22.0
