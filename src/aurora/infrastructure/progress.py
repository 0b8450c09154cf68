"""How far the read models have come, for callers that want to read their own writes."""

from asyncio import sleep
from collections.abc import Awaitable, Callable, Mapping, Sequence
from time import monotonic

from aurora.domains.errors import Unavailable
from aurora.domains.event import Position

WAIT_SECONDS = 2.0
PAUSE_SECONDS, PAUSE_SHARE = 0.01, 0.125  # of the time that was waited already

Where = Callable[[], Awaitable[Position]]


class Positions:
    """Waits until named projections have reached a place in the log."""

    def __init__(self, where: Mapping[str, Where]) -> None:
        self._where = where

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        """Return when all have reached it, looking ever more seldom: a position may be made up.
        Raises Unavailable after two seconds.
        """
        began = monotonic()
        for name in projections:
            while await self._where[name]() < position:
                waited = monotonic() - began
                if waited > WAIT_SECONDS:
                    raise Unavailable(f"{name} has not yet reached {position}")
                await sleep(max(PAUSE_SECONDS, PAUSE_SHARE * waited))
