"""Rate limits in memory: for tests, and for a process that Redis does not answer."""

from collections import OrderedDict
from collections.abc import Sequence

from aurora.domains.clock import Clock
from aurora.domains.quota import Share, Taken, full, standing
from aurora.domains.window import Window

MOST = 50_000


class MemoryRateLimits:
    """Counts the requests of this process; remembers the latest `most` of those who sent some."""

    def __init__(self, clock: Clock, *, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._windows: OrderedDict[Share, Window] = OrderedDict()

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count one request in every share, or in none where one is used up."""
        now = self._clock.now().timestamp()
        windows = {share: self._window(share, now) for share in shares}
        refused = any(full(share.quota, window, now) for share, window in windows.items())
        if not refused:
            windows = {share: self._keep(share, one.plus(1)) for share, one in windows.items()}
        return Taken(
            standings=[
                standing(share.quota, window, now, refused=refused)
                for share, window in windows.items()
            ]
        )

    def _window(self, share: Share, now: float) -> Window:
        return self._windows.get(share, Window()).at(now, share.quota.seconds)

    def _keep(self, share: Share, window: Window) -> Window:
        self._windows[share] = window
        self._windows.move_to_end(share)
        if len(self._windows) > self._most:
            self._windows.popitem(last=False)
        return window
