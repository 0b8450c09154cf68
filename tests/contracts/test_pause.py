"""What pauses promise, in memory and for real."""

from datetime import timedelta

import pytest

from aurora.domains.clock import Clock
from aurora.domains.perception.ports import Pause
from aurora.infrastructure.memory.perception import MemoryPause
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.system import SystemClock, SystemPause


@pytest.fixture(params=["memory", "system"])
def time(request: pytest.FixtureRequest) -> tuple[Pause, Clock]:
    if request.param == "system":
        return SystemPause(), SystemClock()
    clock = MemoryClock()
    return MemoryPause(clock), clock


async def test_time_passes(time: tuple[Pause, Clock]) -> None:
    pause, clock = time
    before = clock.now()
    await pause.wait(0.1)
    assert clock.now() - before > timedelta(seconds=0.05)


@pytest.mark.parametrize("seconds", [0.0, -1.0, -1e9])
async def test_no_pause_is_no_pause(time: tuple[Pause, Clock], seconds: float) -> None:
    pause, clock = time
    before = clock.now()
    await pause.wait(seconds)
    assert clock.now() >= before
