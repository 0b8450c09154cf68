"""The thread that blocking work waits for."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from aurora.domains.errors import Unavailable
from aurora.infrastructure.models.priority_lane import PriorityLane

URGENT, PATIENT = 0, 1


@pytest.fixture
def lane() -> Iterator[PriorityLane]:
    lane = PriorityLane("test", lambda: None, 60.0)
    yield lane
    lane.close()


class Occupied:
    """Holds the lane until it is let go, while others queue up."""

    def __init__(self, lane: PriorityLane) -> None:
        self.lane = lane
        self.started, self.released = threading.Event(), threading.Event()

    async def __aenter__(self) -> None:
        self.task = asyncio.ensure_future(self.lane.run(PATIENT, self._hold))
        await asyncio.to_thread(self.started.wait)

    async def __aexit__(self, *error: object) -> None:
        self.released.set()
        await self.task

    def _hold(self) -> None:
        self.started.set()
        self.released.wait(30)


async def queue(lane: PriorityLane, urgency: int, name: str, done: list[str]) -> asyncio.Task[None]:
    task = asyncio.create_task(lane.run(urgency, lambda: done.append(name)))
    await asyncio.sleep(0)
    return task


async def test_a_waiting_urgent_call_goes_next(lane: PriorityLane) -> None:
    done: list[str] = []
    async with Occupied(lane):
        names = [(PATIENT, "a"), (PATIENT, "b"), (URGENT, "c"), (URGENT, "d")]
        tasks = [await queue(lane, urgency, name, done) for urgency, name in names]
    await asyncio.gather(*tasks)
    assert done == ["c", "d", "a", "b"]


async def test_a_cancelled_call_that_waits_never_runs(lane: PriorityLane) -> None:
    done: list[str] = []
    async with Occupied(lane):
        task = await queue(lane, URGENT, "a", done)
        task.cancel()
        await asyncio.sleep(0)
    await lane.run(PATIENT, lambda: done.append("b"))
    assert done == ["b"]


async def test_an_error_goes_to_its_caller_and_the_lane_goes_on(lane: PriorityLane) -> None:
    with pytest.raises(ZeroDivisionError):
        await lane.run(PATIENT, lambda: 1 // 0)
    assert await lane.run(PATIENT, lambda: 1) == 1


async def test_calls_run_one_at_a_time_in_one_other_thread(lane: PriorityLane) -> None:
    threads = await asyncio.gather(*(lane.run(PATIENT, threading.get_ident) for _ in range(20)))
    assert len({*threads}) == 1
    assert threading.get_ident() not in threads


async def test_a_quiet_lane_says_so_and_still_works() -> None:
    idle = threading.Event()
    lane = PriorityLane("test", idle.set, 0.01)
    await lane.run(PATIENT, lambda: None)
    assert await asyncio.to_thread(idle.wait, 30)
    assert await lane.run(PATIENT, lambda: 1) == 1
    lane.close()


async def test_closing_refuses_the_waiting_and_the_late(lane: PriorityLane) -> None:
    done: list[str] = []
    async with Occupied(lane):
        waiting = await queue(lane, PATIENT, "a", done)
        closing = asyncio.create_task(asyncio.to_thread(lane.close))
        await asyncio.to_thread(lane.closed.wait, 30)
    await closing
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(Unavailable):
        await lane.run(URGENT, lambda: done.append("b"))
    assert done == []
