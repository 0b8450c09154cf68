"""What rate limits promise, in memory and in Redis."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from aurora.domains.quota import Quota, Share
from aurora.infrastructure.memory.rate_limits import MemoryRateLimits
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.rate_limits import RedisRateLimits
from aurora.infrastructure.standby import RateLimits

LONG = 100_000_000  # seconds: no window ends during a test
FIVE, TWO = Quota(name="five", limit=5, seconds=LONG), Quota(name="two", limit=2, seconds=LONG)


def somebody(quota: Quota = FIVE) -> Share:
    return Share(quota=quota, subject=uuid4().hex)


@pytest.fixture(params=["memory", "redis"])
async def limits(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[RateLimits]:
    if request.param == "memory":
        yield MemoryRateLimits(MemoryClock())
        return
    redis = connect(redis_url)
    yield RedisRateLimits(redis)
    await redis.aclose()


async def test_each_request_leaves_one_less(limits: RateLimits) -> None:
    share = somebody()
    taken = [await limits.take([share]) for _ in range(5)]
    assert [one.standings[0].left for one in taken] == [4, 3, 2, 1, 0]
    assert not any(one.refused_by for one in taken)


async def test_what_is_used_up_says_for_how_long(limits: RateLimits) -> None:
    share = somebody(TWO)
    _, _, refused = [await limits.take([share]) for _ in range(3)]
    [standing] = refused.refused_by
    assert (standing.quota, standing.left) == (TWO, 0)
    assert 0 < standing.reset <= LONG
    assert 0 < standing.wait <= 2 * LONG


async def test_a_refused_request_counts_nowhere(limits: RateLimits) -> None:
    wide, narrow = somebody(FIVE), somebody(TWO)
    for _ in range(10):
        taken = await limits.take([wide, narrow])
    assert [one.quota.name for one in taken.refused_by] == ["two"]
    assert (await limits.take([wide])).standings[0].left == 2


async def test_others_have_parts_of_their_own(limits: RateLimits) -> None:
    share = somebody(TWO)
    for _ in range(3):
        await limits.take([share])
    assert not (await limits.take([somebody(TWO)])).refused_by


async def test_one_name_in_two_quotas_counts_twice(limits: RateLimits) -> None:
    name = uuid4().hex
    shares = [Share(quota=quota, subject=name) for quota in (FIVE, TWO)]
    taken = await limits.take(shares)
    assert [one.left for one in taken.standings] == [4, 1]
