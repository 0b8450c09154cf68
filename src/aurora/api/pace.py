"""How slowly a body may come."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
SILENCE = 30.0
GRACE = 60.0
BYTES_PER_SECOND = 1_000


class Pace:
    """Counts how long a client was waited for: not longer than 30 seconds at once, nor altogether
    than a slow line takes for what was received. What is done with it meanwhile does not count.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.received = 0
        self._waited = 0.0
        self._clock = clock

    @property
    def patience(self) -> float:
        """For how many seconds the next part may be waited for."""
        return min(SILENCE, max(0.0, GRACE + self.received / BYTES_PER_SECOND - self._waited))

    async def timed(self, waiting: Awaitable[T]) -> T:
        """Wait, and count for how long."""
        began = self._clock()
        try:
            return await waiting
        finally:
            self._waited += self._clock() - began
