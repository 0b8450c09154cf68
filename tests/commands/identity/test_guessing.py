"""Attempts are counted before they are judged."""

import pytest

from aurora.commands.identity.guessing import guessing
from aurora.domains.errors import NotFound, TooOften, Unavailable
from aurora.domains.identity.throttling import Pace, Trial
from aurora.domains.origin import WITHIN
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.throttle import MemoryThrottle


@pytest.fixture
def throttle() -> MemoryThrottle:
    return MemoryThrottle(MemoryClock(), Pace(tries=2))


async def guess(throttle: MemoryThrottle, outcome: Exception | None) -> None:
    async with guessing(throttle, Trial.INVITATION, "code", WITHIN):
        if outcome:
            raise outcome


async def test_wrong_guesses_add_up(throttle: MemoryThrottle) -> None:
    for _ in range(3):
        with pytest.raises(NotFound):
            await guess(throttle, NotFound("no such invitation"))
    with pytest.raises(TooOften):
        await guess(throttle, None)


async def test_right_ones_do_not(throttle: MemoryThrottle) -> None:
    for _ in range(20):
        await guess(throttle, None)


async def test_neither_do_those_that_nobody_could_judge(throttle: MemoryThrottle) -> None:
    for _ in range(20):
        with pytest.raises(Unavailable):
            await guess(throttle, Unavailable("too many people are signing in"))
