"""Ground to crawl on: crawls, pages and the frontier, in memory or on PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace
from tests.databases import fresh_database, wiring

from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.events import EVENTS
from aurora.domains.perception.frontier import Candidate, Claim, Frontier, Turn
from aurora.domains.perception.guests import Reservations
from aurora.domains.perception.ports import Perception
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.frontier_state import MemoryFrontierState
from aurora.infrastructure.memory.perception import MemoryPerception
from aurora.infrastructure.memory.reservations import MemoryReservations
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.frontier import PostgresFrontier
from aurora.infrastructure.postgres.frontier_state import PostgresFrontierState
from aurora.infrastructure.postgres.perception import PostgresPerception
from aurora.infrastructure.postgres.reservations import PostgresReservations
from aurora.queries.perception.ports import FrontierState

HOST, OTHER = "a.example", "b.example"
CRAWL, SECOND, OWNER = UUID(int=11), UUID(int=12), UUID(int=1002)
PLENTY = 1_000


def at(
    path: str, depth: int = 0, host: str = HOST, *, priority: int = 0, named_by: str | None = None
) -> Candidate:
    """Give a URL of a host."""
    url = f"https://{host}/{path}"
    return Candidate(url=url, host=host, depth=depth, priority=priority, named_by=named_by)


def crawl(id: UUID = CRAWL) -> Crawl:
    """Give a crawl that was just started."""
    return Crawl.start(id, OWNER, CrawlPlan(start_urls=(f"https://{HOST}/",)))


@dataclass(kw_only=True)
class Ground:
    """The two ports and the clock that they read."""

    perception: Perception
    frontier: Frontier
    state: FrontierState
    reservations: Reservations
    clock: MemoryClock

    def later(self, seconds: float) -> datetime:
        """Give a moment to come."""
        return self.clock.now() + timedelta(seconds=seconds)

    async def discover(
        self,
        *candidates: Candidate,
        id: UUID = CRAWL,
        limit: int = PLENTY,
        beyond: Sequence[Candidate] = (),
    ) -> int:
        """Let a crawl know URLs."""
        async with self.perception.work() as work:
            return await work.links.discover(id, candidates, limit=limit, beyond=beyond)

    async def claim(self, id: UUID = CRAWL, host: str = HOST, limit: int = 10) -> Claim | None:
        """Try to take a host for half a minute."""
        return await self.frontier.claim(id, host, limit=limit, seconds=30)

    async def held(self, id: UUID = CRAWL, host: str = HOST, limit: int = 10) -> Claim:
        """Take a host for half a minute."""
        claim = await self.claim(id, host, limit)
        assert claim
        return claim

    async def done(self, claim: Claim, candidate: Candidate) -> bool:
        """Finish a URL."""
        async with self.perception.work() as work:
            return bool(await work.links.done([claim], [candidate.url]))

    async def release(self, claim: Claim, seconds: float = 0.0) -> bool:
        """Give a host back."""
        async with self.perception.work() as work:
            return await work.links.release(claim, next_allowed_at=self.later(seconds))

    async def turns(self, hosts: Sequence[str] | None = None) -> Sequence[Turn]:
        """Ask whose turn it is."""
        async with self.perception.work() as work:
            return await work.links.turns(hosts)

    async def open(self, id: UUID = CRAWL) -> int:
        """Count what waits."""
        async with self.perception.work() as work:
            return await work.links.open(id)


def memory_ground() -> Ground:
    """Give ground in memory."""
    clock = MemoryClock()
    frontier = MemoryFrontier(MemoryRecord(clock, MemoryIds()))
    return Ground(
        perception=MemoryPerception(frontier),
        frontier=frontier,
        state=MemoryFrontierState(frontier),
        reservations=MemoryReservations(frontier),
        clock=clock,
    )


@asynccontextmanager
async def postgres_ground(url: str) -> AsyncIterator[Ground]:
    """Give ground in a database of its own."""
    clock = MemoryClock()
    async with fresh_database(url) as engine:
        wired = replace(wiring(engine, EVENTS), clock=clock)
        yield Ground(
            perception=PostgresPerception(wired),
            frontier=PostgresFrontier(wired),
            state=PostgresFrontierState(engine, clock),
            reservations=PostgresReservations(wired),
            clock=clock,
        )
