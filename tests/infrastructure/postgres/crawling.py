"""An installation that crawls on PostgreSQL, over a web in memory."""

import asyncio
from collections import Counter
from contextlib import suppress
from random import Random
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import wiring
from tests.expedition import page
from tests.harness import Present, Silence

from aurora.bus import Bus, messages_of
from aurora.commands import perception as commands
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.commands.perception.under_way import CrawlsUnderWay
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock, Ids
from aurora.domains.event import START
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import EVENTS, PageCaptured
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.frontier import Frontier
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
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.types import Fetched
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
