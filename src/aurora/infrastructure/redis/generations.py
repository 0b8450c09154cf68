"""Generations of projections: one is read, the next one may be filling, and each has its cursor."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import msgspec
from redis.asyncio import Redis
from redis.exceptions import BusyLoadingError, ConnectionError, TimeoutError

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position

ADVANCE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
"""

SWITCH = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[3])
return 1
"""


class Lost(Unavailable):
    """The store forgot how far a projection had come: it was emptied."""


class Standing(msgspec.Struct, kw_only=True):
    """How far a generation has come, and whether it is still being filled."""

    generation: str
    cursor: Position
    filling: bool


@asynccontextmanager
async def reachable() -> AsyncIterator[None]:
    """Turn a Redis that cannot be reached into Unavailable."""
    try:
        yield
    except (ConnectionError, TimeoutError, BusyLoadingError) as error:
        raise Unavailable("the view store cannot be reached") from error


def active_key(projection: str) -> str:
    """Name the key that points at the generation being read."""
    return f"aurora:proj:{projection}:active"


def cursor_key(generation: str) -> str:
    """Name the key that holds how far a generation has come."""
    return f"aurora:cursor:{generation}"


def prefix_of(projection: str, version: int) -> str:
    """Give what the names of all generations of that version begin with."""
    return f"{projection}.v{version}."


class Generations:
    """The generations of one projection."""

    def __init__(self, redis: Redis, projection: str, version: int) -> None:
        self.projection = projection
        self._redis = redis
        self._prefix = prefix_of(projection, version)
        self._active = active_key(projection)
        self._filling = f"aurora:proj:{projection}:filling.v{version}"
        self._onward = redis.register_script(ADVANCE)

    async def active(self) -> str | None:
        """Give the generation that queries read, None after a loss."""
        async with reachable():
            return _text(await self._redis.get(self._active))

    async def to_advance(self) -> list[str]:
        """Give the generations to keep up: the active one, and one being filled if one is
        needed.
        """
        async with reachable():
            active, filling = map(_text, await self._redis.mget(self._active, self._filling))
            if active is None or not active.startswith(self._prefix):
                filling = filling or await self.begin()
        current = [active] if active and active.startswith(self._prefix) else []
        return [*current, *([filling] if filling else [])]

    async def begin(self) -> str:
        """Start filling a new generation from the beginning of the log."""
        generation = self._prefix + uuid4().hex
        async with reachable():
            await self._redis.set(cursor_key(generation), str(START))
            await self._redis.set(self._filling, generation)
        return generation

    async def standing(self) -> list[Standing]:
        """Give the generations to keep up and how far each has come; raises Lost."""
        active = await self.active()
        return [
            Standing(
                generation=generation,
                cursor=await self.cursor(generation),
                filling=generation != active,
            )
            for generation in await self.to_advance()
        ]

    async def cursor(self, generation: str) -> Position:
        """Give how far a generation has read; raises Lost and clears the way for a new one."""
        async with reachable():
            cursor = _text(await self._redis.get(cursor_key(generation)))
            if cursor is not None:
                return Position.parse(cursor)
            for key in (self._active, self._filling):
                if _text(await self._redis.get(key)) == generation:
                    await self._redis.delete(key)
        raise Lost(f"the views of {self.projection} are gone and will be rebuilt")

    async def advance(self, generation: str, before: Position, upto: Position) -> None:
        """Move the cursor on if it still stands where it stood; raises Lost."""
        async with reachable():
            moved = await self._onward(keys=[cursor_key(generation)], args=[str(before), str(upto)])
        if not moved:
            raise Lost(f"the views of {self.projection} were emptied meanwhile")

    async def switch(self, generation: str) -> None:
        """Let queries read a generation that has caught up, and remove the one before; raises
        Lost.
        """
        async with reachable():
            before = _text(await self._redis.get(self._active))
            keys = (cursor_key(generation), self._active, self._filling)
            if not await self._redis.eval(SWITCH, len(keys), *keys, generation):
                raise Lost(f"the views of {self.projection} were emptied meanwhile")
            if before and before != generation:
                await self._remove(before)

    async def _remove(self, generation: str) -> None:
        await self._redis.delete(cursor_key(generation))
        async for key in self._redis.scan_iter(match=f"{generation}:*", count=1000):
            await self._redis.unlink(key)


def _text(value: bytes | str | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value


def reached(redis: Redis, projection: str) -> Callable[[], Awaitable[Position]]:
    """Give a way to ask how far the generation that queries read has come."""

    async def position() -> Position:
        async with reachable():
            active = _text(await redis.get(active_key(projection)))
            cursor = _text(await redis.get(cursor_key(active))) if active else None
        return Position.parse(cursor) if cursor else START

    return position
