"""Views in Redis: a hash per view, a sorted set per index, one generation at a time."""

from collections.abc import Awaitable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, product
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

import msgspec
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from aurora.domains.errors import Unavailable
from aurora.domains.event import Position
from aurora.infrastructure.redis.generations import Lost, active_key, cursor_key, reachable
from aurora.queries.view import Slice, View

V = TypeVar("V", bound=View)
Change = tuple[str | int | bytes, ...]

READ = """
local g = ARGV[1]
if g == '' then g = redis.call('GET', KEYS[1]) end
if not g then return redis.error_reply('REBUILDING') end
local found = {}
for i = 3, #ARGV do
  found[#found + 1] = redis.call('HGET', g .. ':' .. ARGV[2] .. ':' .. ARGV[i], 'data')
end
return found
"""

LIST = """
local g = ARGV[1]
if g == '' then g = redis.call('GET', KEYS[1]) end
if not g then return redis.error_reply('REBUILDING') end
local prefix = g .. ':' .. ARGV[2] .. ':'
local lists = {}
for i = 5, #ARGV do
  local ids = redis.call('ZRANGEBYLEX', prefix .. ARGV[i], ARGV[3], '+', 'LIMIT', 0, ARGV[4])
  local found = {}
  for place, id in ipairs(ids) do found[place] = redis.call('HGET', prefix .. id, 'data') end
  lists[#lists + 1] = found
end
return lists
"""

COUNT = """
local g = ARGV[1]
if g == '' then g = redis.call('GET', KEYS[1]) end
if not g then return redis.error_reply('REBUILDING') end
local found = {}
for i = 3, #ARGV do
  found[#found + 1] = redis.call('ZCARD', g .. ':' .. ARGV[2] .. ':' .. ARGV[i])
end
return found
"""

WRITE = f"""
local g = ARGV[1]
if g == '' then g = redis.call('GET', KEYS[1]) end
if not g then return redis.error_reply('REBUILDING') end
if ARGV[3] ~= '' and redis.call('GET', '{cursor_key("")}' .. g) ~= ARGV[3] then
  return redis.error_reply('MOVED')
end
local prefix = g .. ':' .. ARGV[2] .. ':'
for i = 4, #ARGV, 5 do
  local id, version, data, indexes = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local key = prefix .. id
  local kept = redis.call('HMGET', key, 'version', 'indexes')
  if tonumber(kept[1] or '0') <= tonumber(version) then
    for _, index in ipairs(cjson.decode(kept[2] or '[]')) do
      redis.call('ZREM', prefix .. index, id)
    end
    redis.call('HSET', key, 'version', version, 'indexes', indexes)
    if data == '' then redis.call('HDEL', key, 'data')
    else redis.call('HSET', key, 'data', data) end
    for _, index in ipairs(cjson.decode(indexes)) do redis.call('ZADD', prefix .. index, 0, id) end
    if ARGV[i + 4] ~= '' then redis.call('PEXPIREAT', key, ARGV[i + 4]) end
  end
end
return 1
"""
AT_ONCE = 100


class RedisViews(Generic[V]):
    """The views of one kind: of the active generation, or of the one that a projection fills."""

    def __init__(self, redis: Redis, kind: type[V], projection: str, generation: str = "") -> None:
        self._redis = redis
        self._kind = kind
        self._projection = projection
        self._generation = generation
        self._whole: tuple[tuple[str, ...], ...] = () if kind.lasts else ((),)
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(kind)
        self._scripts = {text: redis.register_script(text) for text in (READ, LIST, COUNT, WRITE)}

    async def get(self, id: UUID) -> V | None:
        """Give the view, or None."""
        return (await self.many([id])).get(id)

    async def many(self, ids: Sequence[UUID]) -> Mapping[UUID, V]:
        """Give those of the views that exist."""
        if not ids:
            return {}
        found = await self._run(READ, *map(str, ids))
        views = (self._decoder.decode(data) for data in found if data)
        return {view.id: view for view in views}

    async def list(self, part: Slice, **where: object) -> Sequence[V]:
        """Give views by ascending id whose fields equal `where`."""
        (found,) = await self.lists(part, [where])
        return found

    async def lists(
        self, part: Slice, wheres: Sequence[Mapping[str, object]]
    ) -> Sequence[Sequence[V]]:
        """List several times in one go."""
        if not wheres:
            return []
        start = f"({part.cursor}" if part.cursor else "-"
        lists = await self._run(LIST, start, part.limit, *map(self._index, wheres))
        return [[self._decoder.decode(data) for data in found if data] for found in lists]

    async def count(self, **where: object) -> int:
        """Count the views whose fields equal `where`."""
        (number,) = await self.counts([where])
        return number

    async def counts(self, wheres: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Count several times in one go."""
        if not wheres:
            return []
        return [int(one) for one in await self._run(COUNT, *map(self._index, wheres))]

    async def put(self, view: V) -> None:
        """Keep the view unless a newer version, or the tombstone of one, is there."""
        await self.write([self.kept(view)])

    async def forget(self, id: UUID, version: int) -> None:
        """Remove the view and leave a tombstone of that version."""
        await self.write([self.gone(id, version)])

    def kept(self, view: V) -> Change:
        """Give the change that keeps the view."""
        indexes = [
            _name(group)
            for fields in (*self._whole, *self._kind.indexes)
            for group in _groups(view, fields)
            if None not in group.values()
        ]
        encode = self._encoder.encode
        return str(view.id), view.version, encode(view), encode(indexes), self._until(view)

    def _until(self, view: V) -> str | int:
        until: datetime | None = getattr(view, self._kind.lasts) if self._kind.lasts else None
        return int(until.timestamp() * 1_000) if until else ""

    @staticmethod
    def gone(id: UUID, version: int) -> Change:
        """Give the change that leaves a tombstone of that version."""
        return str(id), version, b"", b"[]", ""

    async def write(self, changes: Sequence[Change], at: Position | None = None) -> None:
        """Make changes, a hundred at a time; one that is older than what is kept is none.

        With `at`, they follow from views that had come so far; raises Lost where these have not:
        the store was emptied, or restored from before.
        """
        for start in range(0, len(changes), AT_ONCE):
            some = chain.from_iterable(changes[start : start + AT_ONCE])
            await self._run(WRITE, str(at or ""), *some)

    def _index(self, where: Mapping[str, object]) -> str:
        if tuple(where) not in (*self._whole, *self._kind.indexes):
            raise LookupError(f"{self._kind.__name__} has no index on {', '.join(where)}")
        return _name(where)

    async def _run(self, script: str, *arguments: str | int | bytes) -> Any:  # noqa: ANN401  Redis's answer
        given: list[str | int | bytes] = [self._generation, self._kind.__name__, *arguments]
        async with reachable():
            try:
                return await cast(
                    "Awaitable[Any]",
                    self._scripts[script](keys=[active_key(self._projection)], args=given),
                )
            except ResponseError as error:
                if "MOVED" in str(error):
                    raise Lost(f"the views of {self._projection} are others now") from error
                if "REBUILDING" not in str(error):
                    raise
                raise Unavailable(f"{self._projection} is being rebuilt", retry_after=2) from error


def _groups(view: View, fields: tuple[str, ...]) -> Iterator[dict[str, object]]:
    values = (getattr(view, field) for field in fields)
    several = (value if isinstance(value, tuple) else (value,) for value in values)
    return (dict(zip(fields, chosen, strict=True)) for chosen in product(*several))


def _name(where: Mapping[str, object]) -> str:
    return "by:" + "&".join(f"{field}={value}" for field, value in where.items())
