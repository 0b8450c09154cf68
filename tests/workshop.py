"""A workshop: jobs that a test hands to real workers, and what becomes of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.harness import Harness
from tests.people import EDITOR

from aurora.bus import Handler, delivery
from aurora.commands.command import Command
from aurora.domains.principal import Permission, Principal
from aurora.infrastructure.places import aside
from aurora.infrastructure.postgres.jobs import Job, PostgresJobs
from aurora.infrastructure.postgres.tables import jobs as table
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.tasks import JobEngine, Worker


class Work(Command[None], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    queue = "default"
    number: int


class Errand(Command[None], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    queue = "crawl"
    number: int
    aside: bool


class Workshop:
    """A job engine, a worker and what it did."""

    def __init__(self, engine: AsyncEngine, redis_url: str) -> None:
        self.engine = engine
        self.done: list[tuple[int, str]] = []
        self.causes: list[UUID | None] = []
        self.faults: dict[int, Exception] = {}
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.out: set[int] = set()
        self.jobs = PostgresJobs(engine, {"Work": Work, "Errand": Errand})
        self.engines = [JobEngine(redis_url, self.jobs)]
        self.redis: Redis = connect(redis_url)

    @property
    def job_engine(self) -> JobEngine:
        return self.engines[0]

    @property
    def worker(self) -> Worker:
        async def work(command: Work, by: Principal) -> None:
            if fault := self.faults.get(command.number):
                raise fault
            await self.go_on.wait()
            self.done.append((command.number, by.name))
            self.causes.append(under.correlation_id if (under := delivery.get()) else None)

        async def errand(command: Errand, by: Principal) -> None:
            self.out.add(command.number)
            if command.aside:
                async with aside(0):
                    await self.go_on.wait()
            await self.go_on.wait()
            self.done.append((command.number, by.name))

        handlers: list[Handler] = [work, errand]
        return Worker(self.job_engine, self.jobs, Harness(handlers, {}).bus)

    def job(self, number: int, by: Principal = EDITOR, delay: float = 0.0) -> Job:
        due = datetime.now(UTC) + timedelta(seconds=delay)
        return Job(id=UUID(int=number), command=Work(number=number), by=by, due_at=due)

    async def send_out(self, first: int, count: int, *, aside: bool) -> None:
        for number in range(first, first + count):
            errand = Errand(number=number, aside=aside)
            due = datetime.now(UTC)
            job = Job(id=UUID(int=number), command=errand, by=EDITOR, due_at=due)
            await self.job_engine.add(job)

    async def rows(self) -> list[Row[tuple[object, ...]]]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(select(table))).all())

    async def empty(self) -> bool:
        return not await self.rows()

    async def taken(self) -> bool:
        return any(row.leased_until for row in await self.rows())

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        running = asyncio.create_task(self.worker.run())
        yield
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def until(claim: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return once the claim holds; the test's own time limit is the only other way out."""
    while True:
        found = claim()
        if found if isinstance(found, bool) else await found:
            return
        await asyncio.sleep(0.02)
