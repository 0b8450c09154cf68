"""Things that came into being a moment ago: whoever reads may not see them yet."""

from asyncio import sleep
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from time import monotonic, time
from typing import TypeVar
from uuid import UUID

import msgspec

from aurora.domains.errors import NotFound

R = TypeVar("R")

YOUNG_SECONDS = 2.0  # as long as a read waits for the position that it is told
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.25
AT_ONCE = 20
TIMED = 7  # of identifiers that say when they were made, to the millisecond: RFC 9562


class Patience:
    """Waits for what is young: for each caller at `AT_ONCE` requests at a time, since such an
    identifier can be made up; whoever sends more of them is answered at once. Where an identifier
    does not say when it was made, this process knows what it told of a moment ago.
    """

    def __init__(self) -> None:
        self._waiting: Counter[UUID] = Counter()
        self._told: dict[UUID, float] = {}

    def told(self, answer: object) -> None:
        """Take note of what an answer names that came into being, or changed, a moment ago."""
        now = monotonic()
        for id in _untimed(answer):
            self._told.pop(id, None)
            self._told[id] = now + YOUNG_SECONDS
        while self._told and next(iter(self._told.values())) <= now:
            del self._told[next(iter(self._told))]

    async def once_seen(
        self, query: msgspec.Struct, by: UUID, ask: Callable[[], Awaitable[R]]
    ) -> R:
        """Ask, and ask again while what the query names is missing and so young that it may not be
        seen yet.
        """
        until = max(monotonic() + _youth(query), self._young_until(query))
        try:
            return await ask()
        except NotFound:
            if monotonic() >= until or self._waiting[by] >= AT_ONCE:
                raise
        with self._counted(by):
            return await _asked_again(ask, until)

    def _young_until(self, query: msgspec.Struct) -> float:
        return max((self._told.get(id, 0.0) for id in _untimed(query)), default=0.0)

    @contextmanager
    def _counted(self, by: UUID) -> Iterator[None]:
        self._waiting[by] += 1
        try:
            yield
        finally:
            self._waiting[by] -= 1
            if not self._waiting[by]:
                del self._waiting[by]


async def _asked_again(ask: Callable[[], Awaitable[R]], until: float) -> R:
    """Ask ever more seldom; the last time when it is no longer young."""
    pause = FIRST_PAUSE
    while True:
        await sleep(pause)
        try:
            return await ask()
        except NotFound:
            if monotonic() >= until:
                raise
        pause = min(2 * pause, LONGEST_PAUSE)


def _youth(query: msgspec.Struct) -> float:
    return max((_left(id) for id in _named(query) if id.version == TIMED), default=0.0)


def _untimed(message: object) -> Iterator[UUID]:
    return (id for id in _named(message) if id.version != TIMED)


def _named(message: object) -> Iterator[UUID]:
    names = message.__struct_fields__ if isinstance(message, msgspec.Struct) else ()
    values = (getattr(message, name) for name in names)
    return (value for value in values if isinstance(value, UUID))


def _left(id: UUID) -> float:
    """Give what is left of an identifier's youth; nothing of one from a time to come, for which no
    clock that is right would wait.
    """
    age = time() - (id.int >> 80) / 1000
    return max(0.0, YOUNG_SECONDS - max(age, 0.0)) if age > -YOUNG_SECONDS else 0.0
