"""Under an idempotency key a command runs once, and everyone who sends it hears the same."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.people import EDITOR, STRANGER, VIEWER
from tests.stage import (
    Stage,
    Toss,
    Whisper,
    memory_stage,
    postgres_stage,
    rebound,
)
from tests.tallies import Count, Open, Tallies, seed, total

from aurora.bus import KeyReused
from aurora.commands.command import Command
from aurora.domains.errors import Conflict, NotFound

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


async def test_one_work_per_key_changes_something(postgres: Stage) -> None:
    await seed(postgres.tallies, SHEEP)

    async def greedy(command: Count, tallies: Tallies) -> int:
        await seed(tallies, UUID(int=2), name="goats")
        await seed(tallies, UUID(int=3), name="lambs")
        return command.by

    with pytest.raises(RuntimeError, match="one unit of work"):
        await rebound(postgres, greedy).send(Count(id=SHEEP, by=1), EDITOR, key="k")

    assert await postgres.recorded() == 1
