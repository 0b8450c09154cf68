"""The unit of work on PostgreSQL: reads first, then everything in one short transaction."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from datetime import timedelta
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar, cast
from uuid import UUID

import msgspec
from sqlalchemy import (
    ARRAY,
    Row,
    Table,
    Uuid,
    any_,
    bindparam,
    delete,
    insert,
    null,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.bus import AnsweredMeanwhile, Delivery, delivery
from aurora.commands.command import Command
from aurora.domains.aggregate import Aggregate
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import NotFound, Stale
from aurora.domains.principal import SYSTEM
from aurora.infrastructure import auditing
from aurora.infrastructure.postgres import audit, jobs
from aurora.infrastructure.postgres.log import Appended, EventCodec, append
from aurora.infrastructure.postgres.tables import answers, events

A = TypeVar("A", bound=Aggregate)
Also = Callable[[AsyncConnection], Awaitable[None]]

also: ContextVar[Also | None] = ContextVar("also", default=None)  # written with what changes


class Wiring(msgspec.Struct, frozen=True, kw_only=True):
    """What every unit of work needs; `wake` hears of jobs after the commit."""

    engine: AsyncEngine
    codec: EventCodec
    clock: Clock
    ids: Ids
    wake: Callable[[Sequence[jobs.Waiting]], Awaitable[None]]


class PostgresRepository(ABC, Generic[A]):
    """Aggregates of one kind in one table; subclasses say how a row and an aggregate correspond."""

    table: Table
    kind: str

    def __init__(self, work: "PostgresWork") -> None:
        self._work = work
        self._seen: dict[UUID, A] = {}
        self._erased: set[UUID] = set()
        work.repositories.append(cast("PostgresRepository[Aggregate]", self))

    @abstractmethod
    def to_row(self, aggregate: A) -> Mapping[str, object]:
        """Give the columns of the aggregate's state, without id and version."""

    @abstractmethod
    def from_row(self, row: Row[Any]) -> A:
        """Make the aggregate that the row describes."""

    async def get(self, id: UUID) -> A:
        """Load one; raises NotFound."""
        if found := await self.find(id):
            return found
        raise NotFound(f"no {self.kind} {id}")

    async def find(self, id: UUID) -> A | None:
        """Load one, or None."""
        return self._seen.get(id) or await self.one(self.table.c.id == id)

    async def one(self, condition: Any) -> A | None:  # noqa: ANN401  any SQL condition
        """Load the one that meets the condition, or None."""
        connection = await self._work.reading()
        row = (await connection.execute(select(self.table).where(condition))).one_or_none()
        if row is None:
            return None
        return self._seen.setdefault(row.id, self.from_row(row))

    async def all(self, condition: Any) -> Sequence[A]:  # noqa: ANN401  any SQL condition
        """Load those that meet the condition."""
        connection = await self._work.reading()
        rows = (await connection.execute(select(self.table).where(condition))).all()
        return [self._seen.setdefault(row.id, self.from_row(row)) for row in rows]

    async def many(self, ids: Collection[UUID]) -> Mapping[UUID, A]:
        """Load those that there are, in one question."""
        connection = await self._work.reading()
        there = self.table.c.id == any_(bindparam("ids", list(ids), ARRAY(Uuid)))
        for row in await connection.execute(select(self.table).where(there)):
            self._seen.setdefault(row.id, self.from_row(row))
        return {id: self._seen[id] for id in ids if id in self._seen}

    def add(self, aggregate: A) -> None:
        """Bring a new one; stored when the unit of work ends."""
        self._seen[aggregate.id] = aggregate

    def erase(self, aggregate: A) -> None:
        """Forget one for good when the unit of work ends, and what its events said."""
        self._erased.add(aggregate.id)

    def changed(self) -> list[A]:
        """Give the aggregates that recorded something."""
        return [aggregate for aggregate in self._seen.values() if aggregate.pending]

    async def save(self, connection: AsyncConnection, changed: Sequence[A]) -> None:
        """Write states if nobody else did since they were read; raises Stale."""
        for aggregate in changed:
            if aggregate.id in self._erased:
                await self._forget(connection, aggregate)
            elif aggregate.version:
                await self._update(connection, aggregate)
        if fresh := [self._row(one) for one in changed if one.version == 0]:
            await connection.execute(insert(self.table), fresh)

    async def _update(self, connection: AsyncConnection, aggregate: A) -> None:
        statement = update(self.table).values(**self._row(aggregate))
        await self._alone(connection, statement, aggregate)

    async def _forget(self, connection: AsyncConnection, aggregate: A) -> None:
        await self._alone(connection, delete(self.table), aggregate)
        of_it = events.c.aggregate_id == aggregate.id
        await connection.execute(update(events).where(of_it).values(payload=null()))

    async def _alone(self, connection: AsyncConnection, statement: Any, aggregate: A) -> None:  # noqa: ANN401  UPDATE or DELETE
        table = self.table
        same = (table.c.id == aggregate.id) & (table.c.version == aggregate.version)
        if (await connection.execute(statement.where(same))).rowcount != 1:
            raise Stale(f"{self.kind} {aggregate.id} was changed by somebody else")

    def _row(self, aggregate: A) -> dict[str, object]:
        version = aggregate.version + len(aggregate.pending)
        return {**self.to_row(aggregate), "id": aggregate.id, "version": version}


class PostgresWork:
    """One unit of work; contexts subclass it and name their repositories.

    What a caller changes is noted in the audit log. Of what Aurora changes by itself, changes of
    aggregates are noted, and only where `audits_system` says so: crawls would flood it.
    """

    audits_system: ClassVar[bool] = False

    def __init__(self, wiring: Wiring) -> None:
        self.repositories: list[PostgresRepository[Aggregate]] = []
        self._wiring = wiring
        self._under = delivery.get() or Delivery(message=msgspec.Struct, by=SYSTEM)
        self._jobs: list[jobs.Job] = []
        self._writing = False

    async def __aenter__(self) -> Self:
        if self._under.settle:
            raise RuntimeError("one unit of work that changes something per message under a key")
        self._connection = await self._wiring.engine.connect().__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            await self._connection.close()
            return
        try:
            changed = await self._flush()
        except IntegrityError as clash:
            await self._connection.close()
            raise Stale("somebody else added the same thing first") from clash
        except BaseException:
            await self._connection.close()
            raise
        if self._under.key and changed:
            self._under.settle = self._settle
        else:
            await self._commit()

    def enqueue(self, command: msgspec.Struct, *, delay: float = 0.0) -> None:
        """Ask for a command to run on a worker after the commit."""
        asked = cast("Command[Any]", command)
        self._jobs.append(
            jobs.Job(
                id=self._wiring.ids.new(),
                command=asked,
                by=jobs.on_behalf(asked, self._under.by),
                due_at=self._wiring.clock.now() + timedelta(seconds=delay),
                correlation_id=self._under.correlation_id,
            )
        )

    async def reading(self) -> AsyncConnection:
        """Give the connection for a read; after the first write it is too late for one.

        A transaction whose id is older than the version it builds on would be delivered out of
        order.
        """
        if self._writing:
            raise RuntimeError("aggregates are read before the first write of a unit of work")
        return self._connection

    async def writing(self) -> AsyncConnection:
        """Give the connection for a write."""
        self._writing = True
        return self._connection

    async def _flush(self) -> bool:
        appended: list[Appended] = []
        changes = auditing.Changes()
        for repository in self.repositories:
            if changed := repository.changed():
                await repository.save(await self.writing(), changed)
                changes.add(repository.kind, changed)
                appended += [one for aggregate in changed for one in self._taken(aggregate)]
        if appended:
            connection = await self.writing()
            self._under.position = await append(connection, self._wiring.codec, appended)
        if self._jobs:
            await jobs.add(await self.writing(), self._jobs)
        own = self._under.by == SYSTEM
        if (self.audits_system and changes) if own else self._writing:
            await self._note(changes)
        if self._writing and (more := also.get()):
            await more(await self.writing())
        return self._writing

    async def _note(self, changes: auditing.Changes) -> None:
        id, now = self._wiring.ids.new(), self._wiring.clock.now()
        noted = auditing.change(self._under, changes, id=id, at=now)
        await audit.append(await self.writing(), [noted])

    def _taken(self, aggregate: Aggregate) -> list[Appended]:
        now = self._wiring.clock.now()
        taken = [
            Appended(
                id=self._wiring.ids.new(),
                aggregate_id=aggregate.id,
                version=version,
                occurred_at=now,
                event=event,
                correlation_id=self._under.correlation_id,
            )
            for version, event in enumerate(aggregate.pending, aggregate.version + 1)
        ]
        aggregate.version += len(taken)
        aggregate.pending.clear()
        return taken

    async def _settle(self, answer: bytes | None) -> None:
        if answer is None:
            await self._connection.close()
            return
        try:
            await self._connection.execute(insert(answers).values(answer_row(self._under, answer)))
        except IntegrityError as clash:
            await self._connection.close()
            raise AnsweredMeanwhile from clash
        except BaseException:
            await self._connection.close()
            raise
        await self._commit()

    async def _commit(self) -> None:
        try:
            await self._connection.commit()
        finally:
            await self._connection.close()
        if self._jobs:
            await self._wiring.wake([jobs.Waiting(j.id, j.queue, j.due_at) for j in self._jobs])


def answer_row(under: Delivery, answer: bytes) -> dict[str, object]:
    """Give the row that keeps an answer given under an idempotency key."""
    return {
        "principal_id": under.by.id,
        "message": under.message.__name__,
        "key": under.key,
        "request_hash": under.request_hash,
        "answer": answer,
        "position": str(under.position),
    }
