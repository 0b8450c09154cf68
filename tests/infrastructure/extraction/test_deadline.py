"""Work that takes too long is given up, and nothing after it."""

import signal
import time
from contextlib import suppress

import pytest

from aurora.infrastructure.extraction.deadline import TookTooLong, at_most

pytestmark = pytest.mark.no_cover  # an alarm that rings amid the tracer leaves it locked


def spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TookTooLong), at_most(0.02):
        spin(5)


def test_what_comes_in_time_goes_on() -> None:
    with at_most(60):
        spin(0.001)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_an_alarm_that_rings_all_the_time_is_switched_off_with_the_block() -> None:
    for _ in range(300):
        with suppress(TookTooLong), at_most(0.0005, again=0.0005):
            spin(0.002)
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_no_alarm_interrupts_the_leaving_of_a_block() -> None:
    alarm = at_most(60)
    with alarm:
        leaving = type("Frame", (), {"f_code": at_most.__exit__.__code__, "f_back": None})()
        alarm._ring(signal.SIGVTALRM, leaving)
        with pytest.raises(TookTooLong):
            alarm._ring(signal.SIGVTALRM, None)


def test_an_alarm_that_rings_while_an_object_is_given_up_rings_again() -> None:
    given_up = GivenUpSlowly()
    with suppress(TookTooLong), at_most(0.02, again=0.02):
        del given_up
        spin(5)
        pytest.fail("the alarm did not ring again")
    assert GivenUpSlowly.ended


class GivenUpSlowly:
    """Takes its time to go."""

    ended = False

    def __del__(self) -> None:
        spin(0.1)
        GivenUpSlowly.ended = True
