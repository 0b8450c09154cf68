"""How far the read models have come, for callers that want to read their own writes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from aurora.domains.errors import Unavailable
from aurora.domains.event import Position

WAIT_SECONDS = 2.0
PAUSE_SECONDS = 0.01

Where = Callable[[], Awaitable[Position]]


class Positions:
    """Waits until named projections have reached a place in the log."""

    def __init__(self, where: Mapping[str, Where]) -> None:
        self._where = where

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        """Return when all have reached it; raises Unavailable after two seconds."""
        deadline = time.monotonic() + WAIT_SECONDS
        for name in projections:
            while await self._where[name]() < position:
                if time.monotonic() > deadline:
                    raise Unavailable(f"{name} has not yet reached {position}")
                await asyncio.sleep(PAUSE_SECONDS)
