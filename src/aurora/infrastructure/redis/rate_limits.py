"""Rate limits in Redis: all web processes count together, by Redis's clock, in one round trip."""

from collections.abc import Awaitable, Sequence
from itertools import chain
from typing import cast

from redis.asyncio import Redis

from aurora.domains.quota import Share, Taken, standing
from aurora.domains.window import Window
from aurora.infrastructure.redis.generations import reachable

# For each key a limit and a length in seconds; a window is a counter of its own. Gives whether the
# request was refused, the time in milliseconds, and for each key what was counted before and now.
TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local refused, found, names = 0, {}, {}
for i, key in ipairs(KEYS) do
  local limit, length = ARGV[2 * i - 1] + 0, ARGV[2 * i] * 1000
  local number = math.floor(now / length)
  names[i] = key .. ':' .. number
  local counts = redis.call('MGET', key .. ':' .. (number - 1), names[i])
  local previous, current = tonumber(counts[1]) or 0, tonumber(counts[2]) or 0
  if current + previous * (1 - now % length / length) + 1 > limit then refused = 1 end
  found[2 * i - 1], found[2 * i] = previous, current
end
if refused == 0 then
  for i, name in ipairs(names) do
    found[2 * i] = redis.call('INCR', name)
    if found[2 * i] == 1 then redis.call('PEXPIRE', name, ARGV[2 * i] * 2000) end
  end
end
return {refused, now, unpack(found)}
"""


class RedisRateLimits:
    """Counts requests wherever in the installation; raises Unavailable without Redis."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(TAKE)

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count one request in every share, or in none where one is used up."""
        keys = [f"aurora:rate:{share.quota.name}:{share.subject}" for share in shares]
        limits = ((share.quota.limit, share.quota.seconds) for share in shares)
        args = list(chain.from_iterable(limits))
        async with reachable():
            answer = await cast("Awaitable[list[int]]", self._take(keys=keys, args=args))
        refused, milliseconds, *counts = answer
        return _taken(shares, counts, milliseconds / 1000, refused=bool(refused))


def _taken(shares: Sequence[Share], counts: Sequence[int], now: float, *, refused: bool) -> Taken:
    pairs = zip(counts[::2], counts[1::2], strict=True)
    windows = (Window(previous=previous, current=current) for previous, current in pairs)
    return Taken(
        standings=[
            standing(share.quota, window, now, refused=refused)
            for share, window in zip(shares, windows, strict=True)
        ]
    )
