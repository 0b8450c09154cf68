"""Limits that several processes keep together, and windows that slide by Redis's clock."""

import asyncio
from uuid import uuid4

from redis.asyncio import Redis

from aurora.domains.quota import Quota, Share
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.rate_limits import RedisRateLimits

QUOTA = Quota(name="q", limit=40, seconds=100_000_000)


async def test_two_processes_let_through_what_one_would(redis_url: str) -> None:
    clients = [connect(redis_url) for _ in range(2)]
    share = Share(quota=QUOTA, subject=uuid4().hex)
    limits = [RedisRateLimits(client) for client in clients]

    taken = await asyncio.gather(*(one.take([share]) for one in limits for _ in range(60)))

    assert sum(not one.refused_by for one in taken) == QUOTA.limit
    for client in clients:
        await client.aclose()


async def test_the_window_before_still_counts_in_part(redis_url: str) -> None:
    redis = connect(redis_url)
    share = Share(quota=QUOTA, subject=uuid4().hex)
    await RedisRateLimits(redis).take([share])
    seconds, _ = await redis.time()
    number = int(seconds) // QUOTA.seconds
    await redis.set(_name(share, number - 1), 100)
    await redis.set(_name(share, number), 3)

    [standing] = (await RedisRateLimits(redis).take([share])).standings

    part = 1 - (int(seconds) % QUOTA.seconds) / QUOTA.seconds
    if part * 100 + 4 <= QUOTA.limit:
        assert abs(standing.left - (QUOTA.limit - 4 - part * 100)) <= 1
    else:
        assert (standing.left, standing.wait > 0) == (max(0, int(37 - part * 100)), True)
    await redis.aclose()


async def test_what_is_counted_is_forgotten_in_the_end(redis_url: str) -> None:
    redis = connect(redis_url)
    share = Share(quota=Quota(name="q", limit=9, seconds=30), subject=uuid4().hex)
    await RedisRateLimits(redis).take([share])
    assert await _lives(redis, share) == {True}
    await redis.aclose()


async def _lives(redis: Redis, share: Share) -> set[bool]:
    names = await redis.keys(f"aurora:rate:q:{share.subject}:*")
    return {0 < await redis.ttl(name) <= 2 * share.quota.seconds for name in names}


def _name(share: Share, number: int) -> str:
    return f"aurora:rate:q:{share.subject}:{number}"
