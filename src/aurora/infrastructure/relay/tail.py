"""The newest stretch of the log, read once for all who follow it."""

from collections.abc import Sequence

from aurora.domains.event import START, Position, Recorded
from aurora.infrastructure.postgres.log import EventLog
from aurora.infrastructure.relay.subscriber import BATCH

CAPACITY = 2_000


class Tail:
    """Gives subscribers near the end of the log what `refresh` read; others read for themselves."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._start: Position | None = None
        self._events: list[Recorded] = []

    async def refresh(self) -> bool:
        """Read what is new; True when there was something."""
        if self._start is None:
            self._start = await self._log.head() or START
            return True
        fresh, full = False, True
        while full and (new := await self._log.read(self._end(self._start), BATCH)):
            self._append(new)
            fresh, full = True, len(new) == BATCH
        return fresh

    async def read(self, after: Position, limit: int) -> Sequence[Recorded]:
        """Give up to `limit` events after the position, none newer than the last refresh."""
        if self._start is None or after < self._start:
            return await self._log.read(after, limit)
        found: list[Recorded] = []
        for recorded in reversed(self._events):
            if recorded.at <= after:
                break
            found.append(recorded)
        return found[::-1][:limit]

    def _end(self, start: Position) -> Position:
        return self._events[-1].at if self._events else start

    def _append(self, new: Sequence[Recorded]) -> None:
        self._events += new
        if len(self._events) > CAPACITY:
            self._start = self._events[-CAPACITY - 1].at
            del self._events[:-CAPACITY]
