"""The throttle in Redis: all web processes count together, by Redis's clock."""

from collections.abc import Awaitable, Sequence
from itertools import chain
from typing import cast

from redis.asyncio import Redis

from aurora.domains.identity.throttling import Attempt, Pace, Track, too_many, tracks
from aurora.infrastructure.redis.generations import reachable

# A count is a hash: the number of its window, the counts of that one and of the one before, and
# until when nobody may add to it. Times are milliseconds. A clock may be put back.
ROLLED = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function rolled(key, window)
  local kept = redis.call('HMGET', key, 'number', 'current', 'previous', 'until')
  local number = math.floor(now / window)
  local age = number - (tonumber(kept[1]) or number)
  local current, previous = tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
  if age == 1 then current, previous = 0, current end
  if age > 1 then current, previous = 0, 0 end
  return number, current, previous, tonumber(kept[4]) or 0
end
"""

ADMIT = (
    ROLLED
    + """
local waits = 0
for i, key in ipairs(KEYS) do
  local borne, window, longest = ARGV[3 * i - 2] + 0, ARGV[3 * i - 1] * 1000, ARGV[3 * i] * 1000
  local number, current, previous, before = rolled(key, window)
  if longest > 0 then
    waits = math.max(waits, math.min(longest, before - now))
  elseif current + previous * (1 - now % window / window) >= borne then
    waits = math.max(waits, 1000)
  end
end
if waits > 0 then return waits end
for i, key in ipairs(KEYS) do
  local borne, window, longest = ARGV[3 * i - 2] + 0, ARGV[3 * i - 1] * 1000, ARGV[3 * i] * 1000
  local number, current, previous = rolled(key, window)
  current = current + 1
  local over = math.floor(current + previous * (1 - now % window / window)) - borne
  local before = 0
  if over > 0 then before = now + math.min(longest, 1000 * 2 ^ math.min(over - 1, 16)) end
  redis.call('HSET', key, 'number', number, 'current', current, 'previous', previous,
    'until', before)
  redis.call('PEXPIRE', key, 2 * window + longest)
end
return 0
"""
)

FORGIVE = (
    ROLLED
    + """
for i, key in ipairs(KEYS) do
  if ARGV[3 * i] + 0 > 0 and redis.call('EXISTS', key) == 1 then
    local number, current, previous, before = rolled(key, ARGV[3 * i - 1] * 1000)
    if current > 0 then current = current - 1 else previous = math.max(0, previous - 1) end
    redis.call('HSET', key, 'number', number, 'current', current, 'previous', previous)
  end
end
return 0
"""
)


class RedisThrottle:
    """Slows down whoever guesses, wherever in the installation; raises Unavailable without it."""

    def __init__(self, redis: Redis, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._admit, self._forgive = map(redis.register_script, (ADMIT, FORGIVE))

    async def admit(self, attempt: Attempt) -> None:
        """Count an attempt; raises TooOften where it comes too early."""
        counts = tracks(attempt, self._pace)
        async with reachable():
            waits = await cast(
                "Awaitable[int]", self._admit(keys=_keys(counts), args=_limits(counts))
            )
        if waits:
            raise too_many(waits / 1000)

    async def forgive(self, attempt: Attempt) -> None:
        """Take back one attempt."""
        counts = tracks(attempt, self._pace)
        async with reachable():
            await cast("Awaitable[int]", self._forgive(keys=_keys(counts), args=_limits(counts)))


def _keys(counts: Sequence[Track]) -> list[str]:
    return [f"aurora:throttle:{track.name}" for track in counts]


def _limits(counts: Sequence[Track]) -> list[int]:
    return list(chain.from_iterable((one.borne, one.seconds, one.longest) for one in counts))
