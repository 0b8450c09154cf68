"""Visits are recorded together, soon, one transaction at a time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from aurora.commands.perception import group as groups
from aurora.commands.perception.group import Visited, VisitGroup
from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.visit import Visit
from aurora.infrastructure.memory.system import MemoryClock

CLOCK = MemoryClock()
CLAIM = Claim(
    crawl_id=UUID(int=1),
    host="a.example",
    fence=1,
    until=CLOCK.now() + timedelta(seconds=15),
    candidates=(),
)


def visit(number: int, *contents: bytes) -> Visit:
    url = f"https://a.example/{number}"
    candidate = Candidate(url=url, host="a.example", depth=0)
    return Visit(candidate=candidate, url=url, at=CLOCK.now(), contents=contents)


@dataclass
class Record:
    """Remembers what was recorded together; writes when it may, and fails when told to."""

    batches: list[list[str]] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)
    fault: Exception | None = None
    writing: int = 0

    async def __call__(self, visited: Sequence[Visited]) -> None:
        self.writing += 1
        assert self.writing == 1
        await self.may.wait()
        self.writing -= 1
        if self.fault:
            raise self.fault
        self.batches.append([one.url[-1] for _, one in visited])


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setattr(groups, "RECORD_SECONDS", 3_600.0)
    record = Record()
    record.may.set()
    return record


async def test_what_is_settled_is_recorded_at_once_and_together(record: Record) -> None:
    group = VisitGroup(record)
    writings = {await group.add(CLAIM, visit(number)) for number in range(3)}
    assert record.batches == []
    await group.settle(writings)
    assert record.batches == [["0", "1", "2"]]


async def test_who_waits_for_nothing_is_done(record: Record) -> None:
    await VisitGroup(record).settle(set())
    assert record.batches == []


async def test_after_a_moment_it_is_recorded_by_itself(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "RECORD_SECONDS", 0.01)
    await (await VisitGroup(record).add(CLAIM, visit(1)))
    assert record.batches == [["1"]]


@pytest.mark.parametrize(("visits", "size"), [(2, 1_000), (100, 20)])
async def test_many_visits_or_many_bytes_do_not_wait(
    record: Record, monkeypatch: pytest.MonkeyPatch, visits: int, size: int
) -> None:
    monkeypatch.setattr(groups, "RECORD_VISITS", visits)
    monkeypatch.setattr(groups, "RECORD_BYTES", size)
    group = VisitGroup(record)
    writing = await group.add(CLAIM, visit(1, b"x" * 10))
    assert await group.add(CLAIM, visit(2, b"x" * 10)) is writing
    await writing
    assert record.batches == [["1", "2"]]


async def test_what_comes_meanwhile_is_recorded_next(record: Record) -> None:
    record.may.clear()
    group = VisitGroup(record)
    first = asyncio.create_task(group.settle({await group.add(CLAIM, visit(1))}))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert record.writing == 1
    later = {await group.add(CLAIM, visit(number)) for number in (2, 3)}
    assert len(later) == 1
    record.may.set()
    await asyncio.gather(first, group.settle(later))
    assert record.batches == [["1"], ["2", "3"]]


async def test_too_much_waits_for_its_turn(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "RECORD_VISITS", 1)
    record.may.clear()
    group = VisitGroup(record)
    under_way = [await group.add(CLAIM, visit(1))]
    await asyncio.sleep(0)
    under_way += [await group.add(CLAIM, visit(2))]
    third = asyncio.create_task(group.add(CLAIM, visit(3)))
    await asyncio.sleep(0.01)
    assert not third.done()
    record.may.set()
    await asyncio.gather(*under_way, await third)
    assert record.batches == [["1"], ["2"], ["3"]]


async def test_everybody_hears_of_a_fault_and_the_next_are_recorded(record: Record) -> None:
    group = VisitGroup(record)
    record.fault = OSError("the disk is full")
    writings = {await group.add(CLAIM, visit(1))}
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            await group.settle(writings)
    record.fault = None
    await group.settle({await group.add(CLAIM, visit(2))})
    assert record.batches == [["2"]]


async def test_who_is_cancelled_while_waiting_takes_nobody_along(record: Record) -> None:
    record.may.clear()
    group = VisitGroup(record)
    writings = {await group.add(CLAIM, visit(1))}
    waiting = asyncio.create_task(group.settle(writings))
    await asyncio.sleep(0.01)
    waiting.cancel()
    record.may.set()
    await group.settle(writings)
    assert record.batches == [["1"]]
