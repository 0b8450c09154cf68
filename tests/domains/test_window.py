"""Sliding windows."""

import math

from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.window import Window

SECONDS = 60
COUNTS = st.integers(0, 500)
MOMENTS = st.floats(0, 10_000)


def counted(*moments: float) -> Window:
    window = Window()
    for moment in moments:
        window = window.at(moment, SECONDS).plus(1)
    return window


def test_the_window_before_fades() -> None:
    window = counted(*[59.0] * 30)
    used = [window.at(at, SECONDS).used(at, SECONDS) for at in (59.0, 60.0, 90.0, 120.0, 500.0)]
    assert used == [30, 30, 15, 0, 0]


def test_what_is_taken_back_was_counted_last_minute() -> None:
    window = counted(59.0, 59.0).at(61.0, SECONDS).plus(-1)
    assert (window.current, window.previous) == (0, 1)
    assert window.plus(-1).plus(-1) == Window(1, 0, 0)


@given(COUNTS, COUNTS, st.integers(1, 300), MOMENTS)
def test_who_waits_as_told_comes_in(current: int, previous: int, limit: int, now: float) -> None:
    window = Window(int(now // SECONDS), current, previous)
    waits = window.wait(limit, now, SECONDS)
    later = now + waits + 0.001
    assert waits >= 0
    assert window.at(later, SECONDS).used(later, SECONDS) <= limit - 1 + 0.01


def test_nothing_is_ever_below_no_limit() -> None:
    assert counted(1.0).wait(0, 1.0, SECONDS) == math.inf
