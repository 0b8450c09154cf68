"""A bus over tallies, in memory or on PostgreSQL, and what it leaves behind."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from tests.harness import Silence
from tests.tallies import (
    Counted,
    MemoryTallies,
    Tallies,
    count,
    open_tally,
    postgres_tallies,
    tally_database,
    total,
)

from aurora.bus import Bus, Handler
from aurora.commands.command import Command
from aurora.domains.clock import Ids
from aurora.domains.event import START, Position
from aurora.domains.principal import Permission
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryLedger, MemoryRecord
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.system import SystemIds
from aurora.queries.query import Query


class Whisper(Command[str], frozen=True, kw_only=True):
    """Gives something that is told once."""

    permission = Permission.ANYONE
    secret_answer = True


class Toss(Command[UUID], frozen=True, kw_only=True):
    """Changes nothing, and answers differently each time."""

    permission = Permission.ANYONE
    sides: frozenset[str] = frozenset()


class Look(Query[int], frozen=True, kw_only=True):
    permission = Permission.READ_DOCUMENTS
    waits_for = ("tallies",)
    id: UUID


async def whisper(command: Whisper, ids: Ids) -> str:  # noqa: ARG001  by type
    return str(ids.new())


async def toss(command: Toss, ids: Ids) -> UUID:  # noqa: ARG001  by type
    return ids.new()


async def look(query: Look, tallies: Tallies) -> int:
    return await total(tallies, query.id)


HANDLERS: tuple[Handler, ...] = (open_tally, count, whisper, toss, look)


@dataclass
class Waits:
    """Remembers what was waited for."""

    seen: list[tuple[tuple[str, ...], Position]] = field(default_factory=list)

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        self.seen.append((tuple(projections), position))


@dataclass
class Tape(Silence):
    """Remembers what was measured."""

    seen: list[tuple[str, str]] = field(default_factory=list)

    def observe(self, message: str, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.seen.append((message, outcome))


@dataclass
class Stage:
    """A bus over tallies and what it leaves behind."""

    bus: Bus
    tallies: Tallies
    log: EventLog | MemoryRecord
    waits: Waits
    tape: Tape

    async def recorded(self) -> int:
        if isinstance(self.log, MemoryRecord):
            return len(self.log.log)
        return len(await self.log.read(START, 1_000))


def memory_stage() -> Stage:
    record, waits, tape = MemoryRecord(MemoryClock(), MemoryIds()), Waits(), Tape()
    tallies = MemoryTallies(record)
    ports = {Tallies: tallies, Ids: record.ids}
    bus = Bus(HANDLERS, ports, ledger=MemoryLedger(record), progress=waits, meter=tape)
    return Stage(bus, tallies, record, waits, tape)


@asynccontextmanager
async def postgres_stage(url: str) -> AsyncIterator[Stage]:
    async with tally_database(url) as engine:
        tallies, waits, tape = postgres_tallies(engine), Waits(), Tape()
        ports = {Tallies: tallies, Ids: SystemIds()}
        bus = Bus(HANDLERS, ports, ledger=PostgresLedger(engine), progress=waits, meter=tape)
        yield Stage(bus, tallies, EventLog(engine, EventCodec([Counted])), waits, tape)


def rebound(stage: Stage, handler: Handler) -> Bus:
    """Give a bus with another handler over the same tallies and ledger."""
    return Bus(
        [handler],
        {Tallies: stage.tallies},
        ledger=stage.bus._ledger,
        progress=stage.waits,
        meter=stage.tape,
    )
