"""What the bus promises to whoever sends and asks."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.harness import Harness, Silence
from tests.people import EDITOR, STRANGER, VIEWER
from tests.tallies import (
    Count,
    Counted,
    MemoryTallies,
    Open,
    Report,
    Tallies,
    count,
    open_tally,
    postgres_tallies,
    seed,
    tally_database,
    total,
)

from aurora.bus import Bus, Handler, KeyReused, Unbound
from aurora.commands.command import Command
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Conflict, Forbidden, NotFound, Stale, Unauthenticated
from aurora.domains.event import START, Position
from aurora.domains.principal import ANONYMOUS, Permission, Principal
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryLedger, MemoryRecord
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.system import SystemIds
from aurora.queries.query import Query

SHEEP = UUID(int=1)


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


@pytest.fixture
def memory() -> Stage:
    record, waits, tape = MemoryRecord(MemoryClock(), MemoryIds()), Waits(), Tape()
    tallies = MemoryTallies(record)
    ports = {Tallies: tallies, Ids: record.ids}
    bus = Bus(HANDLERS, ports, ledger=MemoryLedger(record), progress=waits, meter=tape)
    return Stage(bus, tallies, record, waits, tape)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Stage]:
    async with tally_database(postgres_url) as engine:
        tallies, waits, tape = postgres_tallies(engine), Waits(), Tape()
        ports = {Tallies: tallies, Ids: SystemIds()}
        bus = Bus(HANDLERS, ports, ledger=PostgresLedger(engine), progress=waits, meter=tape)
        yield Stage(bus, tallies, EventLog(engine, EventCodec([Counted])), waits, tape)


@pytest.fixture(params=["memory", "postgres"])
def stage(request: pytest.FixtureRequest) -> Stage:
    chosen: Stage = request.getfixturevalue(request.param)
    return chosen


def test_a_handler_whose_port_nobody_provides_stops_the_start() -> None:
    with pytest.raises(Unbound, match=r"open_tally asks for .*Tallies"):
        Harness([open_tally], {})


async def test_a_message_without_a_handler_is_refused() -> None:
    with pytest.raises(Unbound, match="Open"):
        await Harness([], {}).bus.send(Open(name="sheep"), EDITOR)


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, Unauthenticated), (VIEWER, Forbidden)], ids=["nobody", "viewer"]
)
async def test_who_lacks_the_permission_never_reaches_the_handler(
    by: Principal, refusal: type[Exception]
) -> None:
    reached = []

    async def handler(command: Open, clock: Clock) -> UUID:
        reached.append((command, clock))
        return SHEEP

    bus = Harness([handler], {}).bus
    with pytest.raises(refusal):
        await bus.send(Open(name="sheep"), by)
    assert reached == []


async def test_a_question_needs_its_permission_too(memory: Stage) -> None:
    with pytest.raises(Unauthenticated):
        await memory.bus.ask(Look(id=SHEEP), ANONYMOUS, after=Position(1, 1))
    assert memory.waits.seen == []


async def test_a_question_waits_for_what_the_caller_has_seen(memory: Stage) -> None:
    await seed(memory.tallies, SHEEP, 4)

    assert await memory.bus.ask(Look(id=SHEEP), VIEWER) == 4
    assert memory.waits.seen == []
    assert await memory.bus.ask(Look(id=SHEEP), VIEWER, after=Position(3, 7)) == 4
    assert memory.waits.seen == [(("tallies",), Position(3, 7))]


async def test_each_message_is_measured_with_its_outcome(memory: Stage) -> None:
    await seed(memory.tallies, SHEEP)
    await memory.bus.send(Count(id=SHEEP, by=1), EDITOR)
    with pytest.raises(NotFound):
        await memory.bus.send(Count(id=UUID(int=404), by=1), EDITOR)
    with pytest.raises(Forbidden):
        await memory.bus.send(Count(id=SHEEP, by=1), VIEWER)

    assert memory.tape.seen == [("Count", "ok"), ("Count", "NotFound"), ("Count", "Forbidden")]


async def test_a_message_that_was_cut_off_is_not_called_fine() -> None:
    async def handler(command: Open) -> UUID:  # noqa: ARG001  by type
        return await asyncio.Future[UUID]()

    tape = Tape()
    record = MemoryRecord(MemoryClock(), MemoryIds())
    bus = Bus([handler], {}, ledger=MemoryLedger(record), progress=Waits(), meter=tape)
    sending = asyncio.create_task(bus.send(Open(name="sheep"), EDITOR))
    await asyncio.sleep(0)
    sending.cancel()
    await asyncio.wait([sending])

    assert tape.seen == [("Open", "cancelled")]


async def test_a_command_tells_where_its_effect_stands(stage: Stage) -> None:
    first = await stage.bus.deliver(Open(name="sheep"), EDITOR)
    second = await stage.bus.deliver(Count(id=first.answer, by=2), EDITOR)

    assert START < first.position < second.position
    assert await stage.recorded() == 2


async def test_a_command_that_changes_nothing_stands_at_the_start(stage: Stage) -> None:
    assert (await stage.bus.deliver(Toss(), VIEWER)).position == START


async def test_without_a_key_a_command_runs_each_time(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    for _ in range(2):
        await stage.bus.send(Count(id=SHEEP, by=1), EDITOR)

    assert await total(stage.tallies, SHEEP) == 2


async def test_under_a_key_a_command_runs_once_and_answers_the_same(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    first = await stage.bus.deliver(Count(id=SHEEP, by=1), EDITOR, key="k")
    await stage.bus.send(Count(id=SHEEP, by=1), EDITOR)
    again = await stage.bus.deliver(Count(id=SHEEP, by=1), EDITOR, key="k")

    assert again == first
    assert first.answer.total == 1
    assert await total(stage.tallies, SHEEP) == 2


async def test_a_key_with_another_body_is_refused(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    await stage.bus.send(Count(id=SHEEP, by=1), EDITOR, key="k")

    with pytest.raises(KeyReused) as refusal:
        await stage.bus.send(Count(id=SHEEP, by=2), EDITOR, key="k")

    assert refusal.value.field == "Idempotency-Key"
    assert await total(stage.tallies, SHEEP) == 1


async def test_a_key_belongs_to_one_caller_and_one_message(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    await stage.bus.send(Open(name="goats"), EDITOR, key="k")
    await stage.bus.send(Count(id=SHEEP, by=1), EDITOR, key="k")
    await stage.bus.send(Count(id=SHEEP, by=1), STRANGER, key="k")

    assert await total(stage.tallies, SHEEP) == 2


async def test_a_failure_is_not_kept(stage: Stage) -> None:
    with pytest.raises(NotFound):
        await stage.bus.send(Count(id=SHEEP, by=1), EDITOR, key="k")
    await seed(stage.tallies, SHEEP)

    assert (await stage.bus.send(Count(id=SHEEP, by=1), EDITOR, key="k")).total == 1


async def test_a_refusal_after_the_change_keeps_neither(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    with pytest.raises(Conflict):
        await stage.bus.send(Count(id=SHEEP, by=-1), EDITOR, key="k")

    assert await total(stage.tallies, SHEEP) == 0
    assert await stage.recorded() == 1


async def test_a_secret_answer_is_never_kept(stage: Stage) -> None:
    once = await stage.bus.send(Whisper(), VIEWER, key="k")

    assert await stage.bus.send(Whisper(), VIEWER, key="k") != once


async def test_an_answer_to_a_command_that_changed_nothing_is_kept(stage: Stage) -> None:
    sides = frozenset(f"side {number}" for number in range(50))
    first = await stage.bus.send(Toss(sides=sides), VIEWER, key="k")

    assert await stage.bus.send(Toss(sides=frozenset(sorted(sides))), VIEWER, key="k") == first


@pytest.mark.parametrize("command", [Count(id=SHEEP, by=1), Open(name="goats"), Toss()], ids=repr)
async def test_twenty_at_once_under_one_key_have_one_effect_and_one_answer(
    stage: Stage, command: Command[Any]
) -> None:
    await seed(stage.tallies, SHEEP)
    before = await stage.recorded()

    receipts = await asyncio.gather(
        *(stage.bus.deliver(command, EDITOR, key="k") for _ in range(20))
    )

    assert len({msgspec.json.encode(one) for one in receipts}) == 1
    assert await stage.recorded() - before == (not isinstance(command, Toss))


async def test_twenty_at_once_under_one_key_with_two_bodies_answer_one_of_them(
    stage: Stage,
) -> None:
    await seed(stage.tallies, SHEEP)

    outcomes = await asyncio.gather(
        *(stage.bus.send(Count(id=SHEEP, by=1 + n % 2), EDITOR, key="k") for n in range(20)),
        return_exceptions=True,
    )

    refused = [one for one in outcomes if isinstance(one, BaseException)]
    assert {type(one) for one in refused} == {KeyReused}
    assert len(refused) == 10
    assert await stage.recorded() == 2


async def test_who_is_overtaken_tries_again(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)
    tries = []

    async def slow(command: Count, tallies: Tallies) -> Report:
        async with tallies.work() as work:
            tally = await work.tallies.get(command.id)
            tries.append(tally.version)
            if len(tries) < 3:
                await stage.bus.send(Count(id=command.id, by=10), EDITOR)
            tally.count(command.by)
        return Report(tally.id, tally.total, EDITOR.id)

    answer = await rebound(stage, slow).send(Count(id=SHEEP, by=1), EDITOR)

    assert (answer.total, tries) == (21, [1, 2, 3])


async def test_who_is_overtaken_every_time_gives_up(stage: Stage) -> None:
    await seed(stage.tallies, SHEEP)

    async def slowest(command: Count, tallies: Tallies) -> int:
        async with tallies.work() as work:
            tally = await work.tallies.get(command.id)
            await stage.bus.send(Count(id=command.id, by=10), EDITOR)
            tally.count(command.by)
        return tally.total

    with pytest.raises(Stale):
        await rebound(stage, slowest).send(Count(id=SHEEP, by=1), EDITOR)

    assert await total(stage.tallies, SHEEP) == 40


async def test_one_work_per_key_changes_something(postgres: Stage) -> None:
    await seed(postgres.tallies, SHEEP)

    async def greedy(command: Count, tallies: Tallies) -> int:
        await seed(tallies, UUID(int=2), name="goats")
        await seed(tallies, UUID(int=3), name="lambs")
        return command.by

    with pytest.raises(RuntimeError, match="one unit of work"):
        await rebound(postgres, greedy).send(Count(id=SHEEP, by=1), EDITOR, key="k")

    assert await postgres.recorded() == 1


def rebound(stage: Stage, handler: Handler) -> Bus:
    """Give a bus with another handler over the same tallies and ledger."""
    return Bus(
        [handler],
        {Tallies: stage.tallies},
        ledger=stage.bus._ledger,
        progress=stage.waits,
        meter=stage.tape,
    )
