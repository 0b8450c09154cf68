"""Whatever happens while a host is asked what it announces, the host is given back politely."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from uuid import UUID

import pytest
from tests.commands.perception.test_announcements import NAMED, PAGES, source
from tests.expedition import Expedition

from aurora.commands.perception.crawl_host import CrawlHost
from aurora.domains.perception.sitemaps import Rest, Source, at_once
from aurora.domains.perception.types import ExcludedLink
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryRobots

HOST = "site.example"
DELAY = 20.0
ELSEWHERE, OTHER = "https://elsewhere.example/x", "https://other.example/y"


class Faulty(MemorySitemaps):
    """Breaks off, for the first so many times, after the first source."""

    def __init__(self, *sources: Source, faults: int) -> None:
        super().__init__(sources)
        self.faults, self.begun = faults, 0

    async def announced(self, start: str, rest: Rest = at_once) -> AsyncGenerator[Source, None]:
        self.begun += 1
        async for one in super().announced(start, rest):
            yield one
            if self.begun <= self.faults:
                raise RuntimeError("a fault")


async def test_a_host_is_given_back_after_a_fault_and_rests_as_long_as_it_asks() -> None:
    sitemaps = Faulty(source(*NAMED), faults=1)
    expedition = Expedition(PAGES, sitemaps=sitemaps, robots=MemoryRobots(delay=DELAY))
    id = await expedition.start()
    command = CrawlHost(crawl_id=id, host=HOST)
    with pytest.raises(RuntimeError):
        await expedition.bus.send(command, SYSTEM)

    place = expedition.frontier.ground.hosts[HOST]
    assert place.leased_until is None
    assert place.next_allowed_at >= expedition.clock.now() + timedelta(seconds=DELAY)
    await expedition.finish()
    assert (await expedition.progress(id)).captured == len(PAGES)


class Rivalled(Faulty):
    """Lets another host of the crawl note what is excluded there, at the same moment."""

    expedition: Expedition
    id: UUID

    async def announced(self, start: str, rest: Rest = at_once) -> AsyncGenerator[Source, None]:
        async for one in super().announced(start, rest):
            await self.expedition.frontier.lock.acquire()
            task = asyncio.create_task(self._note())
            yield one
            await task

    async def _note(self) -> None:
        await asyncio.sleep(0)
        async with self.expedition.perception.work() as work:
            crawl = await work.crawls.get(self.id)
            crawl.exclude("https://other.example/sitemap.xml", [ExcludedLink(OTHER, "scope")])
        self.expedition.frontier.lock.release()


async def test_two_hosts_may_note_at_once_what_is_excluded() -> None:
    sitemaps = Rivalled(source(ELSEWHERE), faults=0)
    expedition = sitemaps.expedition = Expedition(PAGES, sitemaps=sitemaps)
    sitemaps.id = await expedition.start()
    await expedition.finish()

    assert sitemaps.begun == 1
    assert await expedition.excluded(sitemaps.id) == {OTHER: "scope", ELSEWHERE: "scope"}
