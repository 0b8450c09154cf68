"""Jobs: the record of commands that are still to run."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog
from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.commands.command import Command
from aurora.domains.errors import Invalid
from aurora.domains.principal import SYSTEM, Permission, Principal
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import jobs

DEFAULT_QUEUE = "default"
ATTEMPTS = 5
LEASE = timedelta(seconds=15)
PAUSE, UNREAD_PAUSE = timedelta(seconds=1), timedelta(seconds=15)  # doubled by each attempt

log = structlog.get_logger("aurora.jobs")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A command that waits for a worker, and on whose behalf it runs."""

    id: UUID
    command: Command[Any]
    by: Principal
    due_at: datetime
    correlation_id: UUID | None = None

    @property
    def queue(self) -> str:
        """The line it waits in."""
        return self.command.queue or DEFAULT_QUEUE


def on_behalf(command: Command[Any], by: Principal) -> Principal:
    """Give in whose name a command runs: in Aurora's own where no caller could send it."""
    return SYSTEM if command.permission is Permission.OPERATE else by


class Waiting(msgspec.Struct, frozen=True):
    """A job's id, the line it waits in, and when it may start."""

    id: UUID
    queue: str
    due_at: datetime


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """A job that this worker runs now; `attempts` counts this one."""

    id: UUID
    command: Command[Any]
    by: Principal
    attempts: int
    correlation_id: UUID | None = None

    @property
    def queue(self) -> str:
        """The line it waited in."""
        return self.command.queue or DEFAULT_QUEUE


async def add(connection: AsyncConnection, added: Sequence[Job]) -> None:
    """Keep jobs in the caller's transaction; one that is there already stays as it is."""
    rows = [
        {
            "id": job.id,
            "message": type(job.command).__name__,
            "payload": msgspec.to_builtins(job.command),
            "principal": msgspec.to_builtins(job.by),
            "queue": job.queue,
            "due_at": job.due_at,
            "correlation_id": job.correlation_id,
        }
        for job in added
    ]
    await connection.execute(insert(jobs).on_conflict_do_nothing(), rows)


class PostgresJobs:
    """Claims, completes and sweeps jobs."""

    def __init__(self, engine: AsyncEngine, messages: Mapping[str, type[Command[Any]]]) -> None:
        self._engine, self._reads = engine, reading(engine)
        self._messages = messages

    async def add(self, job: Job) -> None:
        """Keep one job in a transaction of its own."""
        async with self._engine.begin() as connection:
            await add(connection, [job])

    async def claim(self, id: UUID) -> Claimed | None:
        """Lease a job that is due; None when it is done, dead, early or somebody else's, and when
        this version of Aurora cannot read it, which counts as a failure: of another version, before
        or after this one, somebody may be at work who can, or soon: it pauses for minutes.

        Whoever runs it longer than LEASE holds it meanwhile.
        """
        now = datetime.now(UTC)
        free = or_(jobs.c.leased_until.is_(None), jobs.c.leased_until < now)
        statement = (
            update(jobs)
            .where(jobs.c.id == id, jobs.c.dead.is_(None), jobs.c.due_at <= now, free)
            .where(jobs.c.attempts < ATTEMPTS)
            .values(attempts=jobs.c.attempts + 1, leased_until=now + LEASE)
            .returning(jobs)
        )
        async with self._engine.begin() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return await self._read(row) if row else None

    async def hold(self, ids: Collection[UUID]) -> None:
        """Lease jobs that this worker runs for LEASE from now on."""
        statement = update(jobs).where(jobs.c.id.in_(ids), jobs.c.leased_until.is_not(None))
        async with self._engine.begin() as connection:
            await connection.execute(statement.values(leased_until=datetime.now(UTC) + LEASE))

    async def hand_back(self, job: Claimed) -> None:
        """Let another worker start a job anew that this one had no time to end."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(jobs)
                .where(jobs.c.id == job.id, jobs.c.attempts == job.attempts)
                .values(leased_until=None, attempts=job.attempts - 1)
            )

    async def done(self, id: UUID) -> None:
        """Forget a job that ran."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(jobs).where(jobs.c.id == id))

    async def failed(self, job: Claimed, error: str, *, for_good: bool) -> None:
        """Put a job back with exponential back-off, or among the dead ones."""
        await self._put_back(job.id, job.attempts, error, PAUSE, for_good=for_good)

    async def overdue(self, *, grace: float, limit: int = 1000) -> list[Waiting]:
        """Give jobs that have been due for `grace` seconds and that nobody runs, up to `limit` of
        each line; those that took their last worker down with them are dead.
        """
        now = datetime.now(UTC)
        await self._bury(now)
        free = or_(jobs.c.leased_until.is_(None), jobs.c.leased_until < now)
        place = func.row_number().over(partition_by=jobs.c.queue, order_by=jobs.c.due_at)
        late = (
            select(jobs.c.id, jobs.c.queue, jobs.c.due_at, place.label("place"))
            .where(jobs.c.dead.is_(None), jobs.c.due_at <= now - timedelta(seconds=grace), free)
            .subquery()
        )
        statement = select(late).where(late.c.place <= limit).order_by(late.c.due_at)
        async with self._reads.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return [Waiting(row.id, row.queue, row.due_at) for row in rows]

    async def _read(self, row: Row[Any]) -> Claimed | None:
        try:
            return self._claimed(row)
        except Invalid as fault:
            log.warning("job cannot be read", job=str(row.id), reason=str(fault))
            await self._put_back(row.id, row.attempts, str(fault), UNREAD_PAUSE)
        return None

    def _claimed(self, row: Row[Any]) -> Claimed:
        if row.message not in self._messages:
            raise Invalid(f"this version knows no command {row.message!r}")
        try:
            return Claimed(
                id=row.id,
                command=msgspec.convert(row.payload, self._messages[row.message]),
                by=msgspec.convert(row.principal, Principal),
                attempts=row.attempts,
                correlation_id=row.correlation_id,
            )
        except msgspec.ValidationError as fault:
            detail = f"this version cannot read the {row.message} of another one: {fault}"
            raise Invalid(detail) from fault

    async def _put_back(
        self, id: UUID, attempts: int, error: str, pause: timedelta, *, for_good: bool = False
    ) -> None:
        now = datetime.now(UTC)
        dead = now if for_good or attempts >= ATTEMPTS else None
        again = now + pause * 2.0**attempts
        async with self._engine.begin() as connection:
            await connection.execute(
                update(jobs)
                .where(jobs.c.id == id, jobs.c.attempts == attempts)
                .values(leased_until=None, error=error[:2000], dead=dead, due_at=again)
            )

    async def _bury(self, now: datetime) -> None:
        lost = (jobs.c.attempts >= ATTEMPTS) & jobs.c.dead.is_(None) & (jobs.c.leased_until < now)
        statement = update(jobs).where(lost).values(dead=now, error="its workers died")
        async with self._engine.begin() as connection:
            await connection.execute(statement)
