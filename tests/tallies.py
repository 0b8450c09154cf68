"""The smallest context there is: tallies that count, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import msgspec
from sqlalchemy import Column, Integer, MetaData, Row, Table, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database, wiring

from aurora.commands.command import Command
from aurora.domains.aggregate import Aggregate, Repository
from aurora.domains.clock import Ids
from aurora.domains.errors import Conflict
from aurora.domains.event import Event
from aurora.domains.principal import Permission, Principal
from aurora.domains.work import Work
from aurora.infrastructure.memory.work import MemoryRecord, MemoryRepository, MemoryWork
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork, Wiring


class Counted(Event, frozen=True, kw_only=True, tag="tests.counted.v1"):
    by: int


@dataclass(kw_only=True, eq=False)
class Tally(Aggregate):
    name: str
    total: int = 0

    def count(self, by: int) -> None:
        self.total += by
        self.record(Counted(by=by))


class TallyWork(Work, Protocol):
    @property
    def tallies(self) -> Repository[Tally]: ...


class Tallies(Protocol):
    def work(self) -> AbstractAsyncContextManager[TallyWork]: ...


class MemoryTallyWork(MemoryWork):
    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.tallies: MemoryRepository[Tally] = MemoryRepository(self, "tally")


@dataclass(frozen=True)
class MemoryTallies:
    record: MemoryRecord

    def work(self) -> MemoryTallyWork:
        return MemoryTallyWork(self.record)


TABLE = Table(
    "tallies",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False, unique=True),
    Column("total", Integer, nullable=False),
)


class PostgresTallyRepository(PostgresRepository[Tally]):
    table = TABLE
    kind = "tally"

    def to_row(self, aggregate: Tally) -> Mapping[str, object]:
        return {"name": aggregate.name, "total": aggregate.total}

    def from_row(self, row: Row[Any]) -> Tally:
        return Tally(**row._asdict())


class PostgresTallyWork(PostgresWork):
    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.tallies = PostgresTallyRepository(self)


@dataclass(frozen=True)
class PostgresTallies:
    wiring: Wiring

    def work(self) -> PostgresTallyWork:
        return PostgresTallyWork(self.wiring)


@asynccontextmanager
async def tally_database(url: str) -> AsyncIterator[AsyncEngine]:
    """Give a database of its own with the kernel's tables and that of tallies."""
    async with fresh_database(url) as engine:
        async with engine.begin() as connection:
            await connection.run_sync(TABLE.metadata.create_all)
        yield engine


def postgres_tallies(engine: AsyncEngine) -> PostgresTallies:
    return PostgresTallies(wiring(engine, [Counted]))


class NameTaken(Conflict):
    """Another tally bears the name."""


class Report(msgspec.Struct, frozen=True):
    id: UUID
    total: int
    by: UUID


class Open(Command[UUID], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    name: str


async def open_tally(command: Open, tallies: Tallies, ids: Ids) -> UUID:
    async with tallies.work() as work:
        tally = Tally(id=ids.new(), name=command.name)
        tally.count(0)
        work.tallies.add(tally)
    return tally.id


class Count(Command[Report], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    id: UUID
    by: int


async def count(command: Count, by: Principal, tallies: Tallies) -> Report:
    async with tallies.work() as work:
        tally = await work.tallies.get(command.id)
        tally.count(command.by)
        if tally.total < 0:
            raise Conflict("a tally never falls below nothing")
    return Report(tally.id, tally.total, by.id)


async def seed(tallies: Tallies, id: UUID, total: int = 0, name: str = "sheep") -> None:
    """Keep a tally; its version is 1."""
    async with tallies.work() as work:
        tally = Tally(id=id, name=name)
        tally.count(total)
        work.tallies.add(tally)


async def total(tallies: Tallies, id: UUID) -> int:
    """Read a tally."""
    async with tallies.work() as work:
        return (await work.tallies.get(id)).total
