"""How far several projections have come, in one question."""

from collections.abc import Awaitable, Sequence
from typing import cast

from redis.asyncio import Redis

from aurora.domains.event import START, Position
from aurora.infrastructure.redis.generations import active_key, cursor_key, reachable

REACH = f"""
local found = {{}}
for i, active in ipairs(KEYS) do
  local generation = redis.call('GET', active)
  found[i] = generation and redis.call('GET', '{cursor_key("")}' .. generation) or ''
end
return found
"""


class RedisReach:
    """Tells up to where everything in a group of projections has been taken in."""

    def __init__(self, redis: Redis, projections: Sequence[str]) -> None:
        self._keys = [active_key(one) for one in projections]
        self._script = redis.register_script(REACH)

    async def least(self) -> Position:
        """Give the position of the one that is furthest behind; START for one that is lost."""
        async with reachable():
            found = await cast("Awaitable[list[bytes]]", self._script(keys=self._keys))
        return min(Position.parse(one.decode()) if one else START for one in found)
