"""The throttle in memory: for tests, and for a process that Redis does not answer."""

from collections import OrderedDict

import msgspec

from aurora.domains.clock import Clock
from aurora.domains.identity.throttling import Attempt, Pace, Track, delay, too_many, tracks
from aurora.domains.window import Window

MOST = 50_000
SOON = 1.0


class Tally(msgspec.Struct, frozen=True):
    """A count, and until when nobody may add to it."""

    window: Window = Window()
    until: float = 0.0


class MemoryThrottle:
    """Slows down whoever guesses at this process; remembers the latest `most` counts."""

    def __init__(self, clock: Clock, pace: Pace | None = None, *, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._pace = pace or Pace()
        self._tallies: OrderedDict[str, Tally] = OrderedDict()

    async def admit(self, attempt: Attempt) -> None:
        """Count an attempt; raises TooOften where it comes too early."""
        now, counts = self._clock.now().timestamp(), tracks(attempt, self._pace)
        if waits := max(self._wait(track, now) for track in counts):
            raise too_many(waits)
        for track in counts:
            self._count(track, now)

    async def forgive(self, attempt: Attempt) -> None:
        """Take back one attempt."""
        now = self._clock.now().timestamp()
        for track in tracks(attempt, self._pace):
            if track.longest and track.name in self._tallies:
                tally = self._tally(track, now)
                self._tallies[track.name] = Tally(tally.window.plus(-1), tally.until)

    def _tally(self, track: Track, now: float) -> Tally:
        tally = self._tallies.get(track.name, Tally())
        return Tally(tally.window.at(now, track.seconds), tally.until)

    def _wait(self, track: Track, now: float) -> float:
        tally = self._tally(track, now)
        if track.longest:
            return min(track.longest, max(0.0, tally.until - now))
        return SOON if tally.window.used(now, track.seconds) >= track.borne else 0.0

    def _count(self, track: Track, now: float) -> None:
        window = self._tally(track, now).window.plus(1)
        waits = delay(window.used(now, track.seconds), track.borne, track.longest)
        self._tallies[track.name] = Tally(window, now + waits if waits else 0.0)
        self._tallies.move_to_end(track.name)
        if len(self._tallies) > self._most:
            self._tallies.popitem(last=False)
