"""A crawl on PostgreSQL: workers side by side, workers that die, and the same pages in the end."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import suppress
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database, wiring
from tests.expedition import page
from tests.harness import Present, Silence
from tests.people import EDITOR

from aurora.bus import Bus, messages_of
from aurora.commands import perception as commands
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.scrape_page import ScrapePage
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.commands.perception.under_way import CrawlsUnderWay
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock, Ids
from aurora.domains.event import START
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import EVENTS, PageCaptured
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.frontier import Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.notice import WebhookClient
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import (
    Extractor,
    Fetcher,
    HttpCache,
    Pause,
    Perception,
    Renderer,
    Robots,
)
from aurora.domains.perception.sitemaps import Announced, Position, Sitemaps, Source
from aurora.domains.perception.types import Fetched, SitemapUse
from aurora.domains.perception.url import Urls
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.filling import MemoryFiller
from aurora.infrastructure.memory.rendering import MemoryRenderer
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryExtractor, MemoryFetcher, MemoryRobots
from aurora.infrastructure.memory.webhooks import MemoryWebhookClient
from aurora.infrastructure.postgres.frontier import PostgresFrontier
from aurora.infrastructure.postgres.http_cache import PostgresHttpCache
from aurora.infrastructure.postgres.jobs import PostgresJobs
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.perception import PostgresPerception, crawls
from aurora.infrastructure.postgres.reservations import PostgresReservations
from aurora.infrastructure.postgres.tables import jobs as jobs_table
from aurora.infrastructure.system import SystemClock, SystemIds, SystemPause
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.urls import AdaUrls

HOSTS = [f"https://{name}.example/" for name in ("a", "b", "c")]
PER_HOST = 12
ROUNDS = 2_000
LEASE = 0.2


def web() -> dict[str, Fetched]:
    """Three sites whose pages link to each other."""
    pages: dict[str, Fetched] = {}
    for number, host in enumerate(HOSTS):
        other = HOSTS[(number + 1) % len(HOSTS)]
        for path in range(PER_HOST):
            links = [f"{host}{path + 1}", f"{other}{path}", f"{host}{path * 7 % PER_HOST}"]
            pages.update([page(str(path), *links[path == PER_HOST - 1 :], site=host)])
    return pages


class Installation:
    """Workers over one database; jobs are run and lost like a job engine does."""

    def __init__(self, engine: AsyncEngine, sitemaps: Sitemaps | None = None) -> None:
        self.engine = engine
        wired = wiring(engine, EVENTS)
        self.fetcher = MemoryFetcher(web())
        self.frontier = PostgresFrontier(wired)
        manners = CrawlManners(delay=0.0, lease_seconds=LEASE, slice_seconds=5.0, batch=5)
        perception = PostgresPerception(wired)
        guests = Guests(
            reservations=PostgresReservations(wired),
            frontier=self.frontier,
            perception=perception,
            fetcher=self.fetcher,
            robots=MemoryRobots(),
            urls=AdaUrls(),
            ids=SystemIds(),
            clock=SystemClock(),
            pause=SystemPause(),
            manners=manners,
        )
        ports = {
            Perception: perception,
            Frontier: self.frontier,
            Fetcher: self.fetcher,
            Guests: guests,
            Robots: MemoryRobots(),
            Sitemaps: sitemaps or MemorySitemaps(),
            Extractor: MemoryExtractor(),
            Renderer: MemoryRenderer(),
            Filler: MemoryFiller(),
            Blobs: MemoryBlobs(),
            HttpCache: PostgresHttpCache(engine),
            Patterns: Re2Patterns(),
            Urls: AdaUrls(),
            Pause: SystemPause(),
            WebhookClient: MemoryWebhookClient(),
            CrawlsUnderWay: CrawlsUnderWay(),
            CrawlManners: manners,
            Clock: SystemClock(),
            Ids: SystemIds(),
        }
        ledger = PostgresLedger(engine)
        self.bus = Bus(commands.HANDLERS, ports, ledger=ledger, progress=Present(), meter=Silence())
        self.jobs = PostgresJobs(engine, messages_of(commands.HANDLERS))  # type: ignore[arg-type]
        self.log = EventLog(engine, EventCodec(EVENTS))

    async def run_jobs(self, kill: Random | None = None) -> None:
        """Run the jobs that are due, side by side; some die with their worker and are lost."""
        waiting = await self.jobs.overdue(grace=0)
        running = [asyncio.create_task(self._run(job.id)) for job in waiting]
        if kill and running:
            await asyncio.sleep(kill.random() * 0.1)
            kill.choice(running).cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(self, id: UUID) -> None:
        claimed = await self.jobs.claim(id)
        if claimed:
            with suppress(Exception):
                await self.bus.send(claimed.command, claimed.by)
            await self.jobs.done(id)

    async def lose_jobs(self) -> None:
        """Forget whatever was to be done."""
        async with self.engine.begin() as connection:
            await connection.execute(delete(jobs_table))

    async def status(self) -> str:
        """Tell where the crawl stands."""
        async with self.engine.connect() as connection:
            return str((await connection.execute(select(crawls.c.status))).scalar_one())

    async def captured(self) -> Counter[str]:
        """Count captures by URL."""
        recorded = await self.log.read(START, 10_000)
        return Counter(r.event.url for r in recorded if isinstance(r.event, PageCaptured))

    async def finish(self, kill: Random | None = None, kills: int = 0) -> None:
        """Go on, sweeping, until the crawl has ended."""
        for number in range(ROUNDS):
            await self.bus.send(SweepCrawls(), SYSTEM)
            await self.run_jobs(kill if number < kills else None)
            if await self.status() == CrawlStatus.FINISHED:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("the crawl never ends")


@pytest.fixture
async def installation(postgres_url: str) -> AsyncIterator[Installation]:
    async with fresh_database(postgres_url) as engine:
        yield Installation(engine)


async def start(installation: Installation) -> None:
    starts = tuple(f"{host}0" for host in HOSTS)
    await installation.bus.send(StartCrawl(start_urls=starts, depth=50), EDITOR)


async def test_hosts_are_crawled_side_by_side_and_each_page_once(
    installation: Installation,
) -> None:
    await start(installation)

    await installation.finish()

    pages = web()
    assert await installation.captured() == dict.fromkeys(pages, 1)
    assert sorted(installation.fetcher.asked) == sorted(pages)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_killed_turns_lose_and_double_nothing(installation: Installation, seed: int) -> None:
    await start(installation)

    await installation.finish(Random(seed), kills=8)

    assert await installation.captured() == dict.fromkeys(web(), 1)


@pytest.mark.parametrize("seed", [4, 5])
async def test_a_crawl_whose_jobs_are_all_lost_is_picked_up_by_the_next_sweep(
    installation: Installation, seed: int
) -> None:
    await start(installation)
    random = Random(seed)
    for _ in range(6):
        await installation.bus.send(SweepCrawls(), SYSTEM)
        await installation.run_jobs(random)
        await installation.lose_jobs()

    await installation.finish()

    assert await installation.captured() == dict.fromkeys(web(), 1)


async def test_an_ended_crawl_leaves_no_job_behind(installation: Installation) -> None:
    await start(installation)
    await installation.finish()
    await installation.run_jobs()

    await installation.bus.send(SweepCrawls(), SYSTEM)

    async with installation.engine.connect() as connection:
        left = await connection.execute(select(func.count()).select_from(jobs_table))
        assert left.scalar_one() == 0


async def test_claims_that_are_kept_outlive_their_leases_and_not_their_keeper(
    installation: Installation,
) -> None:
    await start(installation)
    frontier, crawl = installation.frontier, UUID(int=1)

    async def claims() -> list[Claim]:
        hosts = ("a.example", "b.example")
        asked = [await frontier.claim(crawl, host, limit=1, seconds=LEASE) for host in hosts]
        return [claim for claim in asked if claim]

    first, second = await claims()
    async with frontier.kept(first, seconds=LEASE), frontier.kept(second, seconds=LEASE):
        for _ in range(10):
            await asyncio.sleep(LEASE / 4)
            assert await claims() == []
    await asyncio.sleep(LEASE * 1.1)
    assert len(await claims()) == 2


class CutOff(MemorySitemaps):
    """Never gives the last of its sources to the first who asks."""

    def __init__(self, sources: Sequence[Source]) -> None:
        super().__init__(sources)
        self.surveys = 0
        self.stuck = asyncio.Event()

    async def announced(
        self, start: str, since: Position | None = None
    ) -> AsyncGenerator[Source, None]:
        self.surveys += 1
        first, number = self.surveys == 1, 0
        async for source in super().announced(start, since):
            if first and number:
                self.stuck.set()
                await asyncio.Event().wait()
            number += 1
            yield source


async def test_a_survey_that_dies_with_its_worker_is_taken_over_and_nothing_is_missed(
    postgres_url: str,
) -> None:
    paths = [f"{HOSTS[0]}{path}" for path in range(PER_HOST)]
    halves = (paths[:6], paths[6:])
    sitemaps = CutOff([Source(url=half[0], announced=announced(half)) for half in halves])
    async with fresh_database(postgres_url) as engine:
        installation = Installation(engine, sitemaps)
        await installation.bus.send(
            StartCrawl(start_urls=(paths[0],), sitemaps=SitemapUse.ONLY), EDITOR
        )
        await installation.bus.send(SweepCrawls(), SYSTEM)
        running = asyncio.create_task(installation.run_jobs())
        await sitemaps.stuck.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        await installation.finish()

        assert sitemaps.surveys == 2
        assert await installation.captured() == dict.fromkeys(paths, 1)


def announced(urls: Sequence[str]) -> tuple[Announced, ...]:
    return tuple(Announced(url=url, source="") for url in urls)


async def test_a_scrape_goes_on_at_another_host_under_a_key_too(installation: Installation) -> None:
    there = f"{HOSTS[1]}0"
    old, moved = page("old", site=HOSTS[0], answers_as=there)
    installation.fetcher.pages[old] = moved

    for _ in range(2):
        read = await installation.bus.send(ScrapePage(url=old), EDITOR, key="once")
        assert (read.url, read.redirects) == (there, (old,))
    assert installation.fetcher.asked == [old, there] * 2
