"""Whatever happens while a host is asked what it announces, the host is given back politely."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from tests.commands.perception.test_announcements import MAP, NAMED, PAGES, source
from tests.expedition import SITE, Expedition
from tests.people import EDITOR

from aurora.commands.command import Command
from aurora.commands.perception.announcements import TURNS
from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.commands.perception.resume_crawl import ResumeCrawl
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.manners import RENEW_SECONDS
from aurora.domains.perception.sitemaps import Position, Source
from aurora.domains.perception.types import FetchError, SitemapUse
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryRobots

HOST = "site.example"
DELAY = 20.0
ELSEWHERE = "https://elsewhere.example/"


class Faulty(MemorySitemaps):
    """Breaks off, for the first so many times, after the first source or before."""

    def __init__(self, *sources: Source, faults: int, after: int = 1) -> None:
        super().__init__(sources)
        self.faults, self.after, self.begun = faults, after, 0

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        self.begun, given = self.begun + 1, 0
        async for one in super().announced(start, since, headers):
            if self.begun <= self.faults and given == self.after:
                raise RuntimeError("a fault")
            given += 1
            yield one


async def test_a_host_is_given_back_after_a_fault_and_rests_as_long_as_it_asks() -> None:
    sitemaps = Faulty(source(*NAMED[:2]), source(NAMED[2], url=SITE + "more.xml"), faults=1)
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


class Together(MemorySitemaps):
    """Names of each site something that no rule allows, to all who ask at the same moment."""

    def __init__(self, sites: Sequence[str]) -> None:
        super().__init__()
        self.all_here = asyncio.Barrier(len(sites))
        self.expedition = Expedition({}, sitemaps=self)
        self.begun = Counter[str]()

    async def announced(
        self,
        start: str,
        since: Position | None = None,  # noqa: ARG002
        headers: Headers = no_headers,  # noqa: ARG002
    ) -> AsyncGenerator[Source, None]:
        lock = self.expedition.frontier.lock
        self.begun[start] += 1
        if self.begun[start] == 1 and await self.all_here.wait() == self.all_here.parties - 1:
            await lock.acquire()
            asyncio.get_running_loop().call_soon(self.hold, lock, self.all_here.parties)
        yield source(f"{ELSEWHERE}{start[8:]}", url=f"{start}sitemap.xml")

    def hold(self, lock: asyncio.Lock, moments: int) -> None:
        """Let all come to the lock before anybody has it."""
        if moments:
            asyncio.get_running_loop().call_soon(self.hold, lock, moments - 1)
        else:
            lock.release()


async def test_many_hosts_may_note_at_once_what_is_excluded() -> None:
    sites = [f"https://{number}.example/" for number in range(10)]
    sitemaps = Together(sites)
    expedition = sitemaps.expedition
    id = await expedition.start(*sites)
    turns = [CrawlHost(crawl_id=id, host=site[8:-1]) for site in sites]
    await asyncio.gather(*(expedition.bus.send(turn, SYSTEM) for turn in turns))
    await expedition.settle()

    assert sitemaps.begun == dict.fromkeys(sites, 1)
    assert await expedition.excluded(id) == {f"{ELSEWHERE}{site[8:]}": "scope" for site in sites}


async def test_what_announces_may_be_a_page_too() -> None:
    expedition = Expedition(
        PAGES, sitemaps=MemorySitemaps([source(ELSEWHERE, url=SITE + "linked")])
    )
    id = await expedition.crawl()

    assert set(expedition.fates(id)) == {"", "linked", "deeper"}
    assert await expedition.excluded(id) == {ELSEWHERE: "scope"}


class Halting(MemorySitemaps):
    """Lets something happen to the crawl once the first source is given."""

    def __init__(self, *sources: Source) -> None:
        super().__init__(sources)
        self.read: list[str] = []
        self.then: Command[None] | None = None
        robots = MemoryRobots(delay=RENEW_SECONDS)
        self.expedition = Expedition(PAGES, sitemaps=self, robots=robots)

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        async for one in super().announced(start, since, headers):
            self.read.append(one.url)
            if self.then:
                await self.expedition.bus.send(self.then, EDITOR)
                self.then = None
            yield one

    async def crawled(self, change: Callable[..., Command[None]]) -> UUID:
        """Let a crawl run until the change comes, and a turn that is left over after it."""
        id = await self.expedition.start(sitemaps=SitemapUse.ONLY)
        self.then = change(crawl_id=id)
        await self.expedition.finish()
        self.expedition.clock.advance(60)
        await self.expedition.bus.send(CrawlHost(crawl_id=id, host=HOST), SYSTEM)
        return id


SOURCES = [source(path, url=f"{SITE}{number}.xml") for number, path in enumerate(NAMED)]


async def test_what_one_turn_cannot_read_is_read_in_the_next() -> None:
    sitemaps = Faulty(*SOURCES, source("from-island", url=SITE + "last.xml"), faults=0)
    expedition = Expedition(PAGES, sitemaps=sitemaps, robots=MemoryRobots(delay=40))
    began = expedition.clock.now()
    id = await expedition.crawl(sitemaps=SitemapUse.ONLY)

    assert set(expedition.fates(id)) == {"", *NAMED, "from-island"}
    assert (sitemaps.begun, await expedition.excluded(id)) == (5, {})
    assert (expedition.clock.now() - began).total_seconds() >= 8 * 40


async def test_redirects_of_a_sitemap_are_followed_turn_by_turn() -> None:
    hops = [Source(url=MAP, again=True)] * 9
    expedition = Expedition(
        PAGES, sitemaps=MemorySitemaps([*hops, source(*NAMED)]), robots=MemoryRobots(delay=300)
    )
    began = expedition.clock.now()
    id = await expedition.crawl()

    assert (await expedition.progress(id)).captured == len(PAGES)
    assert (expedition.clock.now() - began).total_seconds() >= (9 + len(PAGES)) * 300


async def test_a_survey_that_never_comes_to_its_end_is_given_up_and_shown() -> None:
    sitemaps = Faulty(*SOURCES, faults=TURNS, after=0)
    expedition = Expedition(PAGES, sitemaps=sitemaps)
    id = await expedition.start()
    for _ in range(TURNS):
        with pytest.raises(RuntimeError):
            await expedition.bus.send(CrawlHost(crawl_id=id, host=HOST), SYSTEM)
    await expedition.finish()

    assert (await expedition.progress(id)).status == "finished"
    assert set(expedition.fates(id)) == {"", "linked", "deeper"}
    assert await expedition.excluded(id) == {SITE + "robots.txt": "sitemap: not-read"}


async def test_what_could_not_be_read_is_shown() -> None:
    sources = [
        Source(url=SITE + "gone.xml", error=FetchError.STATUS),
        Source(url=SITE + "long.xml", complete=False),
        Source(url=SITE + "slow.xml", error=FetchError.TIMEOUT),
        source(*NAMED, url=SITE + "more.xml"),
    ]
    expedition = Expedition(PAGES, sitemaps=MemorySitemaps(sources))
    id = await expedition.crawl()

    assert await expedition.excluded(id) == {
        SITE + "gone.xml": "sitemap: status",
        SITE + "long.xml": "sitemap: cut-off",
        SITE + "slow.xml": "sitemap: timeout",
        SITE + "more.xml": "sitemap: not-read",
    }


async def test_a_cancelled_crawl_reads_no_more_announcements() -> None:
    sitemaps = Halting(*SOURCES)
    id = await sitemaps.crawled(CancelCrawl)

    assert sitemaps.read == [SOURCES[0].url]
    assert sitemaps.expedition.fetcher.asked == []
    assert sitemaps.expedition.fates(id) == {}


async def test_a_paused_crawl_reads_announcements_when_it_goes_on() -> None:
    sitemaps = Halting(*SOURCES)
    id = await sitemaps.crawled(PauseCrawl)
    assert sitemaps.read == [SOURCES[0].url]

    await sitemaps.expedition.bus.send(ResumeCrawl(crawl_id=id), EDITOR)
    await sitemaps.expedition.finish()
    assert sitemaps.read == [one.url for one in SOURCES]
    assert set(sitemaps.expedition.fates(id)) == {"", *NAMED}


class Fresh(MemoryRobots):
    """Counts as asked only once somebody asked."""

    asked = False

    def at_hand(self, url: str) -> bool:  # noqa: ARG002
        return self.asked

    async def delay(self, url: str) -> float:
        self.asked = True
        return await super().delay(url)


async def test_after_its_robots_txt_a_host_rests_too() -> None:
    sitemaps = Halting(*SOURCES)
    robots = Fresh(delay=DELAY)
    expedition = sitemaps.expedition = Expedition(PAGES, sitemaps=sitemaps, robots=robots)
    began = expedition.clock.now()
    await expedition.start()
    await expedition.settle()

    assert sitemaps.read == [SOURCES[0].url]
    assert (expedition.clock.now() - began).total_seconds() == DELAY


async def test_after_its_robots_txt_a_host_rests_before_its_first_page() -> None:
    expedition = Expedition(PAGES, robots=Fresh(delay=DELAY / 2))
    began = expedition.clock.now()
    await expedition.start(sitemaps=SitemapUse.SKIP)
    await expedition.settle()

    assert expedition.fetcher.asked == [SITE]
    assert (expedition.clock.now() - began).total_seconds() == DELAY / 2
