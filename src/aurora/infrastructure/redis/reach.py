"""How far several projections have come, in one question."""

from collections.abc import Awaitable, Sequence
from typing import cast

from redis.asyncio import Redis

from aurora.domains.event import START, Position
from aurora.infrastructure.redis.generations import active_key, cursor_key, prefix_of, reachable
from aurora.queries.projection import Projection

REACH = f"""
local found = {{}}
for i, active in ipairs(KEYS) do
  local generation = redis.call('GET', active) or ''
  found[2 * i - 1] = generation
  found[2 * i] = redis.call('GET', '{cursor_key("")}' .. generation) or ''
end
return found
"""


class RedisReach:
    """Tells up to where everything in a group of projections has been taken in."""

    def __init__(self, redis: Redis, projections: Sequence[Projection]) -> None:
        self._keys = [active_key(one.name) for one in projections]
        self._prefixes = [prefix_of(one.name, one.version).encode() for one in projections]
        self._script = redis.register_script(REACH)

    async def least(self) -> Position:
        """Give the position of the one that is furthest behind; START for one that is lost, or
        whose views are those of another version and may not show what this one asks for.
        """
        async with reachable():
            found = await cast("Awaitable[list[bytes]]", self._script(keys=self._keys))
        seen = zip(found[::2], found[1::2], self._prefixes, strict=True)
        return min(
            Position.parse(cursor.decode()) if cursor and generation.startswith(prefix) else START
            for generation, cursor, prefix in seen
        )
