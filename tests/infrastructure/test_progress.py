"""Callers read their own writes: questions wait for the projections that they name."""

import asyncio

import pytest

from aurora import catalogue
from aurora.bus import messages_of
from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.infrastructure import progress
from aurora.infrastructure.progress import Positions
from aurora.queries.projection import Store

WANTED = Position(5, 50)


class Projection:
    """Stands where it is put."""

    def __init__(self, at: Position = START) -> None:
        self.at = at
        self.asked = asyncio.Event()

    async def position(self) -> Position:
        self.asked.set()
        return self.at


async def test_who_waits_for_what_is_reached_waits_for_nothing() -> None:
    there = Projection(WANTED)
    await Positions({"there": there.position}).wait(["there"], WANTED)
    await Positions({}).wait([], WANTED)


async def test_who_waits_goes_on_when_all_have_come() -> None:
    one, other = Projection(), Projection()
    positions = Positions({"one": one.position, "other": other.position})
    waiting = asyncio.create_task(positions.wait(["one", "other"], WANTED))
    await one.asked.wait()
    one.at = WANTED
    await other.asked.wait()
    assert not waiting.done()
    other.at = Position(6, 1)

    await waiting


async def test_who_waits_too_long_is_told_of_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WAIT_SECONDS", 0.0)
    late = Projection(Position(5, 49))

    with pytest.raises(Unavailable, match=r"late has not yet reached 5\.50") as refusal:
        await Positions({"late": late.position}).wait(["late"], WANTED)
    assert refusal.value.retry_after >= 1


async def test_who_waits_in_vain_looks_some_dozens_of_times_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []

    async def pass_by(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(progress, "sleep", pass_by)
    monkeypatch.setattr(progress, "monotonic", lambda: sum(pauses))
    with pytest.raises(Unavailable):
        await Positions({"late": Projection().position}).wait(["late"], WANTED)
    assert pauses[:8] == [progress.PAUSE_SECONDS] * 8
    assert len(pauses) < 40
    assert progress.WAIT_SECONDS < sum(pauses) < 1.25 * progress.WAIT_SECONDS


def test_every_projection_that_a_question_waits_for_can_be_asked() -> None:
    asked = {one.name for store in (Store.VIEWS, Store.WORDS) for one in catalogue.of(store)}
    named = {
        name
        for message in messages_of(catalogue.QUERY_HANDLERS).values()
        for name in getattr(message, "waits_for", ())
    }
    assert named
    assert named <= asked
