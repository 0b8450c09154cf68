"""The heartbeat of a process: it holds all hosts that it works at, in one statement."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from sqlalchemy import text

from aurora.domains.perception.frontier import Claim
from aurora.infrastructure.postgres.work import Wiring

BEATS = 3

# in the order in which those lock hosts who record what was fetched there
HOLD = text("""
    WITH mine AS (
        SELECT host, seconds FROM hosts
        JOIN unnest(CAST(:hosts AS text[]), CAST(:fences AS bigint[]), CAST(:seconds AS float[]))
             AS given (host, fence, seconds) USING (host, fence)
        ORDER BY host
        FOR UPDATE OF hosts
    )
    UPDATE hosts SET leased_until = CAST(:now AS timestamptz) + mine.seconds * interval '1 second'
    FROM mine WHERE hosts.host = mine.host
""")

Key = tuple[str, int]

log = structlog.get_logger("aurora.heartbeat")


class Heartbeat:
    """Beats while any claim is kept, three times as often as needed, whatever goes wrong once."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._kept: dict[Key, float] = {}
        self._beating: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def kept(self, claim: Claim, *, seconds: float) -> AsyncIterator[None]:
        """Hold the host from now on, at once where the claim is no fresh one."""
        key = claim.host, claim.fence
        rest = claim.until - self._wiring.clock.now()
        if rest < timedelta(seconds=seconds * (1 - 1 / BEATS)):
            await self._hold({key: seconds})
        self._kept[key] = seconds
        if self._beating is None or self._beating.done():
            self._beating = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            del self._kept[key]

    async def _beat(self) -> None:
        while self._kept:
            await asyncio.sleep(min(self._kept.values()) / BEATS)
            try:
                await self._hold(dict(self._kept))
            except Exception as error:
                log.warning("hosts not held, to be tried again", reason=repr(error))
        self._beating = None

    async def _hold(self, kept: Mapping[Key, float]) -> None:
        if not kept:
            return
        given = {
            "hosts": [host for host, _ in kept],
            "fences": [fence for _, fence in kept],
            "seconds": list(kept.values()),
            "now": self._wiring.clock.now(),
        }
        async with self._wiring.engine.begin() as connection:
            await connection.execute(HOLD, given)
