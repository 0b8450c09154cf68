"""What clocks promise, in memory and for real."""

from datetime import timedelta

import pytest

from aurora.domains.clock import Clock
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.system import SystemClock


@pytest.fixture(params=[MemoryClock, SystemClock])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_the_present_is_aware_and_in_utc(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_time_does_not_run_backwards(clock: Clock) -> None:
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
