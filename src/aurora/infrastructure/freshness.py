"""Whether the views behind the door may be believed, asked a few times a second."""

import asyncio
import time

import structlog

from aurora.infrastructure.postgres.closings import PostgresClosings
from aurora.infrastructure.redis.reach import RedisReach

BELIEVED_SECONDS = 0.7
LOOK_SECONDS = 0.25
SOON_SECONDS = 0.1
PATIENCE_SECONDS = 0.5

log = structlog.get_logger("aurora.door")


class LogFreshness:
    """Compares how far the views have come with the newest event that may close a door.

    What held when a look began is believed for `believed` seconds from then, so nobody who was
    kept out comes in later than that: whoever keeps the views up may be late, dead or cut off.
    Requests pay for a look only while nothing is believed.
    """

    def __init__(
        self,
        closings: PostgresClosings,
        reach: RedisReach,
        *,
        believed: float = BELIEVED_SECONDS,
        every: float = LOOK_SECONDS,
    ) -> None:
        self._closings = closings
        self._reach = reach
        self._believed = believed
        self._every = every
        self._until = self._due = 0.0
        self._looking: asyncio.Task[bool] | None = None
        self._told = True

    async def known(self) -> bool:
        """Tell whether the views showed all that the record said a moment ago."""
        now = time.monotonic()
        if self._looking is None and now >= self._due:
            self._looking = asyncio.create_task(self._look(now))
        if now < self._until:
            return True
        return await asyncio.shield(self._looking) if self._looking else False

    async def _look(self, begun: float) -> bool:
        try:
            fresh = await self._caught_up()
            if fresh:
                self._until = begun + self._believed
            self._due = begun + (self._every if fresh else min(self._every, SOON_SECONDS))
            self._tell(fresh or begun < self._until)
            return fresh
        finally:
            self._looking = None

    async def _caught_up(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                newest, least = await asyncio.gather(self._closings.newest(), self._reach.least())
        except Exception as error:
            log.debug("freshness unknown", reason=repr(error))
            return False
        return least >= newest

    def _tell(self, fresh: bool) -> None:
        if fresh != self._told:
            told = "views are believed again" if fresh else "views are late, the record is asked"
            log.warning(told)
            self._told = fresh
