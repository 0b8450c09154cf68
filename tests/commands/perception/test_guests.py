"""Scrapes and maps ask a host in its turn: as slowly as it asks, and never beside a crawl."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Answer, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.guests import HostRests, HouseFull
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.scrape_page import ScrapePage
from aurora.commands.perception.start_mapping import StartMapping
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.clock import Clock
from aurora.domains.errors import Unavailable
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import PerceptionWork
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.domains.perception.sitemaps import Announced, Position, Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.ground import HostRow
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.queries.perception.get_mapping import GetMapping

HOST = "site.example"
DOWN = FetchFailed(FetchError.TIMEOUT, "no answer")
OTHER = "https://other.example/"
STALE = FetchFailed(FetchError.CONNECTION, "cut", stale=True)


class Watched(MemoryFetcher):
    """Notes when it was asked, whether two asked at once; may fail at first."""

    def __init__(self, pages: dict[str, Answer], *first: FetchFailed) -> None:
        super().__init__(pages)
        self.clock: Clock | None = None
        self.times: list[datetime] = []
        self.first, self.busy, self.beside = list(first), False, False

    async def answer(self, url: str) -> Fetched:
        assert self.clock
        self.beside, self.busy = self.beside or self.busy, True
        self.times.append(self.clock.now())
        await asyncio.sleep(0)
        self.busy = False
        if self.first:
            raise self.first.pop(0)
        return await super().answer(url)

    @property
    def gaps(self) -> list[float]:
        return [(later - sooner).total_seconds() for sooner, later in pairwise(self.times)]


class Slow(MemorySitemaps):
    """Lets others do something between two sources."""

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        async for source in super().announced(start, since, headers):
            await asyncio.sleep(0)
            yield source


def expedition(*pages: tuple[str, Answer], first: tuple[FetchFailed, ...] = (), **more: Any) -> Any:
    fetcher = Watched(dict([page(""), *pages]), *first)
    more.setdefault("manners", CrawlManners(delay=1.0))
    found = Expedition({}, fetcher=fetcher, **more)
    fetcher.clock = found.clock
    return found


async def scrape(ground: Expedition, path: str = "", **more: Any) -> Any:
    return await ground.bus.send(ScrapePage(url=SITE + path, **more), EDITOR)


def place(ground: Expedition) -> Any:
    return ground.frontier.ground.hosts[HOST]


async def test_scrapes_of_a_host_come_one_after_the_other() -> None:
    ground = expedition(robots=MemoryRobots(delay=4.0))
    await asyncio.gather(*(scrape(ground) for _ in range(4)))

    assert ground.fetcher.gaps == [4.0, 4.0, 4.0]
    assert not ground.fetcher.beside


async def test_a_scrape_takes_the_turn_of_a_crawl_and_gives_it_back() -> None:
    ground = expedition(page("", "a", "b"), page("a"), page("b"))
    await ground.start()
    await ground.settle()
    await scrape(ground)
    await ground.finish()

    assert len(ground.fetcher.times) >= 4
    assert min(ground.fetcher.gaps) >= 1.0


async def test_a_crawl_that_could_not_have_its_host_gets_its_turn_after_the_guest() -> None:
    ground = expedition()
    async with ground.guests.admitted(30) as guest:
        await guest.come(SITE)
        id = await ground.start()
        await ground.bus.send(CrawlHost(crawl_id=id, host=HOST), SYSTEM)
        before = list(ground.record.jobs)
    turns = [job.command.host for job in ground.record.jobs if isinstance(job.command, CrawlHost)]

    assert (before, turns) == ([], [HOST])


async def test_each_redirect_takes_a_turn_of_its_host() -> None:
    path, answer = page("a", answers_as="c")
    assert isinstance(answer, Fetched)
    moved = replace(answer, redirects=(SITE + "a", SITE + "b"))
    ground = expedition((path, moved))
    await scrape(ground, "a")

    assert ground.fetcher.gaps == [1.0, 1.0]


async def test_a_connection_that_had_ended_is_no_failure() -> None:
    ground = expedition(first=(STALE,))

    assert (await scrape(ground)).status == 200
    assert ground.fetcher.gaps == [1.0]
    assert place(ground).troubles == 0


async def test_a_host_in_trouble_rests_for_scrapes_and_crawls_alike() -> None:
    ground = expedition(first=(DOWN,) * 3)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await scrape(ground)

    assert ground.fetcher.gaps == [2.0, 4.0]
    with pytest.raises(
        HostRests, match="rests for 8 s, since its last 3 requests failed"
    ) as refused:
        await scrape(ground, timeout=5)
    assert refused.value.retry_after == 8
    await scrape(ground)
    assert (ground.fetcher.gaps[-1], place(ground).troubles) == (8.0, 0)


async def test_a_retry_after_is_obeyed_by_the_next_who_asks() -> None:
    ground = expedition(page("", status=429, retry_after="120"))
    first = await scrape(ground)

    with pytest.raises(
        HostRests, match="rests for 120 s, since its last request failed"
    ) as refused:
        await scrape(ground)
    with pytest.raises(HostRests):
        await ground.bus.send(MapSite(url=SITE), EDITOR)
    assert (first.status, refused.value.retry_after) == (429, 120)
    assert len(ground.fetcher.times) == 1


async def test_a_turn_that_does_not_come_in_time_is_told() -> None:
    ground = expedition()
    await ground.start()
    await ground.frontier.claim(ground.record.ids.new(), HOST, limit=0, seconds=600)

    with pytest.raises(HostRests, match=f"{HOST} is asked for others") as refused:
        await scrape(ground)
    assert refused.value.retry_after == 5


async def test_a_map_asks_in_turn_and_notes_what_failed() -> None:
    failed = Source(url=f"{SITE}map.xml", error=FetchError.TIMEOUT, detail="too slow")
    ground = expedition(sitemaps=MemorySitemaps([failed]))
    begun = ground.clock.now()
    await ground.bus.send(MapSite(url=SITE), EDITOR)

    (asked,) = ground.fetcher.times
    assert (asked - begun).total_seconds() == 2.0
    assert (place(ground).next_allowed_at - asked).total_seconds() == 1.0


async def test_a_long_map_lets_others_have_a_turn() -> None:
    sources = [
        Source(url=f"{SITE}{number}", announced=(Announced(url=f"{SITE}{number}", source=SITE),))
        for number in range(20)
    ]
    ground = expedition(page("a"), sitemaps=Slow(sources))
    await asyncio.gather(ground.bus.send(MapSite(url=SITE), EDITOR), scrape(ground, "a"))

    assert ground.fetcher.asked == [SITE + "a", SITE]


async def test_a_map_that_nobody_waits_for_is_made_when_the_host_has_rested() -> None:
    ground = expedition(sitemaps=MemorySitemaps())
    await scrape(ground)
    place(ground).next_allowed_at = ground.clock.now().replace(minute=30)
    id = await ground.bus.send(StartMapping(site=MapSite(url=SITE)), EDITOR)
    await ground.settle()
    waits = await ground.bus.ask(GetMapping(mapping_id=id), EDITOR)
    while ground.clock.now() < place(ground).next_allowed_at:
        ground.clock.advance(600)
        await ground.settle()
    made = await ground.bus.ask(GetMapping(mapping_id=id), EDITOR)

    assert (waits.status, made.status) == (MappingStatus.RUNNING, MappingStatus.FINISHED)


async def test_trouble_is_forgotten_only_after_an_answer_of_its_host() -> None:
    ground = expedition()
    now = ground.clock.now()
    ground.frontier.ground.hosts[HOST] = HostRow(next_allowed_at=now, troubles=5)
    async with ground.guests.admitted(600) as guest:
        await guest.come(SITE)
        await guest.rest(SITE)
        await guest.rest(OTHER)
        assert place(ground).troubles == 5
        await guest.come(SITE)
        guest.heard(FetchError.TIMEOUT)
        await guest.rest(OTHER)
        assert place(ground).troubles == 6
        await guest.come(SITE)
        guest.heard(FetchError.STATUS)

    assert place(ground).troubles == 0


async def test_who_has_little_patience_does_not_stand_in_line_for_longer() -> None:
    ground = expedition()
    async with ground.guests.admitted(60) as first, ground.guests.admitted(60) as second:
        await first.come(SITE)
        with pytest.raises(HostRests, match="no turn came in time"):
            await asyncio.wait_for(second.come(SITE, patience=0.01), 5)

    assert ground.guests.lines == {}


async def test_only_so_many_are_inside() -> None:
    ground = expedition()
    ground.guests.most = 1
    async with ground.guests.admitted(30):
        with pytest.raises(HouseFull, match="1 pages and maps") as refused:
            await scrape(ground)
        with pytest.raises(HouseFull):
            await ground.bus.send(MapSite(url=SITE), EDITOR)

    assert refused.value.retry_after == 5
    assert (await scrape(ground)).status == 200
    assert (ground.guests.inside, ground.guests.lines) == (0, {})


async def test_who_is_cancelled_gives_the_host_back() -> None:
    ground, come = expedition(), asyncio.Event()

    async def wait_for_ever() -> None:
        async with ground.guests.admitted(30) as guest:
            await guest.come(SITE)
            come.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(wait_for_ever())
    await come.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert place(ground).leased_until is None
    assert place(ground).next_allowed_at > ground.clock.now()


async def test_who_is_cancelled_while_leaving_has_left() -> None:
    ground = expedition(page("", status=429, retry_after="120"))
    held, leaves, work = asyncio.Event(), asyncio.Event(), ground.perception.work

    @asynccontextmanager
    async def slow_work() -> AsyncIterator[PerceptionWork]:
        leaves.set()
        await held.wait()
        async with work() as inner:
            yield inner

    ground.perception.work = slow_work
    task = asyncio.create_task(scrape(ground))
    await leaves.wait()
    task.cancel()
    await asyncio.sleep(0)
    held.set()
    await asyncio.gather(task, return_exceptions=True)

    assert task.cancelled()
    assert place(ground).leased_until is None
    assert place(ground).troubles == 1
    assert (place(ground).next_allowed_at - ground.clock.now()).total_seconds() == 120
