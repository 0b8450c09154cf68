"""Things that came into being a moment ago: whoever reads may not see them yet."""

import time
from asyncio import sleep
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar
from uuid import UUID

import msgspec

from aurora.domains.errors import NotFound

R = TypeVar("R")

YOUNG_SECONDS = 2.0  # as long as a read waits for the position that it is told
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.25
TIMED = 7  # of identifiers that say when they were made, to the millisecond: RFC 9562


async def once_seen(query: msgspec.Struct, ask: Callable[[], Awaitable[R]]) -> R:
    """Ask, and ask again, ever more seldom, while what the query names is missing and so young that
    it may not be seen yet.
    """
    until, pause = time.monotonic() + _youth(query), FIRST_PAUSE
    while True:
        try:
            return await ask()
        except NotFound:
            if time.monotonic() >= until:
                raise
        await sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _youth(query: msgspec.Struct) -> float:
    return max((_left(id) for id in _named(query)), default=0.0)


def _named(query: msgspec.Struct) -> Iterator[UUID]:
    values = (getattr(query, name) for name in query.__struct_fields__)
    return (value for value in values if isinstance(value, UUID) and value.version == TIMED)


def _left(id: UUID) -> float:
    """Give what is left of an identifier's youth; nothing of one from a time to come, for which no
    clock that is right would wait.
    """
    age = time.time() - (id.int >> 80) / 1000
    return max(0.0, YOUNG_SECONDS - max(age, 0.0)) if age > -YOUNG_SECONDS else 0.0
