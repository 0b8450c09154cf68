"""How guessing is slowed down."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from aurora.domains.errors import TooOften
from aurora.domains.identity.throttling import (
    LATELY_SECONDS,
    LONGEST_OF_DAY_SECONDS,
    Attempt,
    Pace,
    Trial,
    delay,
    too_many,
    tracks,
)
from aurora.domains.origin import Origin
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.throttle import MemoryThrottle

GUESS = Attempt(
    trial=Trial.SIGN_IN, subject="ana@example.org", origin=Origin(address="203.0.113.9")
)


def test_the_delay_doubles_up_to_a_minute() -> None:
    delays = [delay(used, 3, 60) for used in range(12)]
    assert delays == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay(10**9, 3, 60) == 60


def test_no_name_of_a_count_tells_whom_or_where() -> None:
    names = " ".join(track.name for track in tracks(GUESS, Pace()))
    assert not any(part in names for part in ("ana", "example", "203", "113"))


@pytest.mark.parametrize(("seconds", "told"), [(0.001, 1), (1.0, 1), (1.2, 2), (59.9, 60)])
def test_whole_seconds_are_told(seconds: float, told: int) -> None:
    assert too_many(seconds).retry_after == told


def test_a_process_of_its_own_bears_less() -> None:
    assert Pace(tries=10, rate=1_200).stricter() == Pace(tries=2, rate=300)
    assert Pace(tries=100, rate=1).stricter() == Pace(tries=25, rate=1)


async def test_a_day_of_guessing_at_one_account_gets_not_far() -> None:
    clock = MemoryClock()
    throttle, guesses = MemoryThrottle(clock), 0
    day = clock.now() + timedelta(days=1)
    while clock.now() < day:
        try:
            await throttle.admit(GUESS)
            guesses += 1
        except TooOften as error:
            clock.advance(error.retry_after)
    assert 1_000 < guesses < 2_500


async def test_a_day_of_guessing_at_codes_from_everywhere_gets_less_far() -> None:
    clock = MemoryClock()
    throttle, guesses, asked, waits = MemoryThrottle(clock), 0, 0, [0]
    day = clock.now() + timedelta(days=1)
    while clock.now() < day:
        asked += 1
        code = replace(GUESS, trial=Trial.SECOND_FACTOR, origin=Origin(address=f"a{asked}"))
        try:
            await throttle.admit(code)
            guesses += 1
        except TooOften as error:
            waits.append(error.retry_after)
            clock.advance(error.retry_after)
    assert 30 < guesses < 150
    assert max(waits) == LONGEST_OF_DAY_SECONDS


async def test_nobody_is_locked_out_after_a_minute_and_all_is_forgotten_later() -> None:
    clock = MemoryClock()
    throttle = MemoryThrottle(clock)
    for _ in range(1_000):
        clock.advance(1)
        try:
            await throttle.admit(GUESS)
        except TooOften as error:
            refusal = error
    assert 1 < refusal.retry_after <= 60
    clock.advance(61)
    await throttle.admit(GUESS)
    clock.advance(2 * LATELY_SECONDS)
    for _ in range(Pace().tries):
        await throttle.admit(GUESS)


async def test_a_clock_that_is_put_back_lets_nobody_wait_for_it() -> None:
    clock = MemoryClock()
    throttle = MemoryThrottle(clock)
    for _ in range(2):
        await throttle.admit(GUESS)
        clock.advance(-3_600)
    for _ in range(Pace().tries + 1):
        await throttle.admit(GUESS)
    with pytest.raises(TooOften) as refusal:
        await throttle.admit(GUESS)
    clock.advance(-3_600)

    with pytest.raises(TooOften) as later:
        await throttle.admit(GUESS)
    assert (refusal.value.retry_after, later.value.retry_after) == (1, 60)


async def test_the_installation_hashes_so_many_passwords_a_minute() -> None:
    clock = MemoryClock()
    throttle = MemoryThrottle(clock, Pace(rate=5))
    for number in range(5):
        await throttle.admit(_guess(number))
    with pytest.raises(TooOften):
        await throttle.admit(_guess(6))
    clock.advance(120)
    await throttle.admit(_guess(7))


async def test_what_is_counted_in_a_process_has_an_end() -> None:
    throttle = MemoryThrottle(MemoryClock(), most=100)
    for number in range(100):
        await throttle.admit(_guess(number))
    assert len(throttle._tallies) == 100


def _guess(number: int) -> Attempt:
    return Attempt(trial=Trial.SIGN_IN, subject=f"u{number}", origin=Origin(address=f"a{number}"))
