"""Who counts while Redis does not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.flushable import own_redis

from aurora.domains.errors import TooOften, Unavailable
from aurora.domains.identity.throttling import Attempt, Pace, Trial
from aurora.domains.origin import Origin
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.throttle import MemoryThrottle
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.throttle import RedisThrottle
from aurora.infrastructure.standby import Standby, StandbyThrottle

GUESS = Attempt(trial=Trial.SIGN_IN, subject="ana", origin=Origin(address="192.0.2.1"))
PACE = Pace(tries=8)


async def passed(throttle: StandbyThrottle) -> int:
    for number in range(100):
        try:
            await throttle.admit(GUESS)
        except TooOften:
            return number
    return 100


@asynccontextmanager
async def throttle_at(url: str, standby: Standby | None = None) -> AsyncIterator[StandbyThrottle]:
    redis, near = connect(url), MemoryThrottle(MemoryClock(), PACE.stricter())
    yield StandbyThrottle(RedisThrottle(redis, PACE), near, standby or Standby())
    await redis.aclose()


@pytest.fixture
async def silent() -> AsyncIterator[str]:
    lines: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, line: lines.append(line), "127.0.0.1", 0)
    yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}?protocol=2"
    for line in lines:
        line.close()
    server.close()


async def test_without_redis_a_process_counts_for_itself_and_bears_less() -> None:
    async with throttle_at("redis://127.0.0.1:9") as throttle:
        assert await passed(throttle) == 3


async def test_a_redis_that_does_not_answer_is_asked_once_and_left_alone(silent: str) -> None:
    async with throttle_at(silent, Standby(patience=0.05, rest=60)) as throttle:
        async with asyncio.timeout(2):
            assert await passed(throttle) == 3


async def test_redis_counts_as_long_as_it_answers() -> None:
    async with own_redis() as url, throttle_at(url) as throttle:
        assert await passed(throttle) == 9
        redis = connect(url)
        assert len(await redis.keys("aurora:throttle:*")) == 4
        await redis.aclose()


async def test_the_first_is_asked_again_after_a_rest() -> None:
    standby, broken = Standby(rest=0), iter([Unavailable("gone")])

    async def first() -> str:
        for trouble in broken:
            raise trouble
        return "first"

    async def second() -> str:
        return "second"

    assert [await standby.ask(first, second) for _ in range(2)] == ["second", "first"]
