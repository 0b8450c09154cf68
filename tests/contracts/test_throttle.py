"""What a throttle promises, in memory and in Redis."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from aurora.domains.errors import TooOften
from aurora.domains.identity.ports import Throttle
from aurora.domains.identity.throttling import Attempt, Pace, Trial
from aurora.domains.origin import Origin
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.throttle import MemoryThrottle
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.throttle import RedisThrottle

TRIES = 3


@dataclass
class Gate:
    """A throttle, and people whom no other test knows."""

    throttle: Throttle
    trial: Trial = Trial.INVITATION

    def __post_init__(self) -> None:
        self._own = uuid4().hex

    def attempt(self, subject: str = "ana", address: str = "192.0.2.1") -> Attempt:
        origin = Origin(address=address + self._own)
        return Attempt(trial=self.trial, subject=subject + self._own, origin=origin)

    async def refused(self, attempt: Attempt) -> int:
        """Give the seconds to wait, 0 for an attempt that was let through."""
        try:
            await self.throttle.admit(attempt)
        except TooOften as error:
            return error.retry_after
        return 0

    async def until_refused(self, attempt: Attempt, most: int = 100) -> int:
        """Count how many attempts are let through."""
        for number in range(most):
            if await self.refused(attempt):
                return number
        return most


@pytest.fixture(params=["memory", "redis"])
async def gate(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[Gate]:
    pace = Pace(tries=TRIES, rate=1_000_000)
    if request.param == "memory":
        yield Gate(MemoryThrottle(MemoryClock(), pace))
        return
    redis = connect(redis_url)
    yield Gate(RedisThrottle(redis, pace))
    await redis.aclose()


async def test_so_many_are_borne_and_then_one_waits(gate: Gate) -> None:
    assert await gate.until_refused(gate.attempt()) == TRIES + 1
    assert await gate.refused(gate.attempt()) == 1


async def test_who_asks_in_vain_waits_no_longer_for_it(gate: Gate) -> None:
    await gate.until_refused(gate.attempt())
    assert {await gate.refused(gate.attempt()) for _ in range(20)} == {1}


async def test_somebody_else_is_not_slowed_down(gate: Gate) -> None:
    await gate.until_refused(gate.attempt("ana"))
    assert not await gate.refused(gate.attempt("bia", "192.0.2.2"))


async def test_the_owner_at_another_address_is_not_locked_out_by_one_who_guesses(
    gate: Gate,
) -> None:
    await gate.until_refused(gate.attempt(address="192.0.2.1"))
    assert not await gate.refused(gate.attempt(address="192.0.2.2"))


async def test_many_addresses_that_guess_one_account_are_slowed_down(gate: Gate) -> None:
    outcomes = [await gate.refused(gate.attempt(address=f"192.0.2.{n}")) for n in range(12)]
    assert outcomes[: 3 * TRIES + 1] == [0] * (3 * TRIES + 1)
    assert outcomes[-1]


async def test_one_address_that_tries_many_accounts_is_slowed_down(gate: Gate) -> None:
    outcomes = [await gate.refused(gate.attempt(f"u{n}")) for n in range(20)]
    assert outcomes[: 5 * TRIES + 1] == [0] * (5 * TRIES + 1)
    assert outcomes[-1]


async def test_trials_are_counted_apart(gate: Gate) -> None:
    await gate.until_refused(gate.attempt())
    gate.trial = Trial.RESET
    assert not await gate.refused(gate.attempt())


async def test_who_was_right_was_not_counted(gate: Gate) -> None:
    for _ in range(5 * TRIES):
        await gate.throttle.admit(gate.attempt())
        await gate.throttle.forgive(gate.attempt())
    assert await gate.until_refused(gate.attempt()) == TRIES + 1


async def test_being_right_takes_back_one_attempt_and_no_more(gate: Gate) -> None:
    for _ in range(TRIES):
        await gate.throttle.admit(gate.attempt())
    await gate.throttle.forgive(gate.attempt())
    assert await gate.until_refused(gate.attempt()) == 2


async def test_forgiving_what_nobody_counted_gives_nothing(gate: Gate) -> None:
    for _ in range(3):
        await gate.throttle.forgive(gate.attempt())
    assert await gate.until_refused(gate.attempt()) == TRIES + 1


async def test_a_one_time_token_may_be_raced_for(gate: Gate) -> None:
    gate.trial = Trial.BOOTSTRAP
    assert await gate.until_refused(gate.attempt(), 50) == 50
