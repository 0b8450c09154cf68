"""What the bus promises to whoever sends and asks."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.harness import Harness
from tests.people import EDITOR, VIEWER
from tests.stage import (
    Look,
    Stage,
    Tape,
    Toss,
    Waits,
    memory_stage,
    postgres_stage,
    rebound,
)
from tests.tallies import Count, Open, Report, Tallies, open_tally, seed, total

from aurora.bus import Bus, Unbound
from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.errors import Forbidden, NotFound, Stale, Unauthenticated
from aurora.domains.event import START, Position
from aurora.domains.principal import ANONYMOUS, Permission, Principal, PrincipalKind
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryLedger, MemoryRecord

SHEEP = UUID(int=1)


@pytest.fixture
def memory() -> Stage:
    return memory_stage()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Stage]:
    async with postgres_stage(postgres_url) as stage:
        yield stage


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


class Confess(Command[None], frozen=True, kw_only=True):
    permission = Permission.MANAGE_SELF
    for_people = True


@pytest.mark.parametrize("kind", [PrincipalKind.KEY, PrincipalKind.SYSTEM])
async def test_what_is_for_people_is_refused_to_keys_and_to_aurora_itself(
    kind: PrincipalKind,
) -> None:
    reached = []

    async def handler(command: Confess, by: Principal) -> None:  # noqa: ARG001  by type
        reached.append(by.kind)

    bus = Harness([handler], {}).bus
    with pytest.raises(Forbidden, match="for people who signed in"):
        await bus.send(Confess(), replace(VIEWER, kind=kind))
    with pytest.raises(Unauthenticated):
        await bus.send(Confess(), ANONYMOUS)
    await bus.send(Confess(), VIEWER)
    assert reached == [PrincipalKind.USER]


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
