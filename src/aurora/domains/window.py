"""Sliding windows: how often something happened lately, told by two counts.

The window before counts by the part of it that the sliding window still covers.
"""

import math

import msgspec


class Window(msgspec.Struct, frozen=True):
    """The counts of a fixed window, the `number`th since 1970, and of the one before it."""

    number: int = 0
    current: int = 0
    previous: int = 0

    def at(self, now: float, seconds: int) -> "Window":
        """Give the window of that moment, for windows of so many seconds."""
        number = int(now // seconds)
        match number - self.number:
            case 0:
                return self
            case 1:
                return Window(number, 0, self.current)
            case _:
                return Window(number, 0, 0)

    def plus(self, count: int) -> "Window":
        """Count on, or back; what is taken back and is no longer in this window is in the one
        before.
        """
        current = self.current + count
        return Window(self.number, max(0, current), max(0, self.previous + min(0, current)))

    def used(self, now: float, seconds: int) -> float:
        """Tell how often it happened within the last so many seconds, about."""
        return self.current + self.previous * (1 - now % seconds / seconds)

    def wait(self, limit: int, now: float, seconds: int) -> float:
        """Give the seconds until it may happen once more below the limit."""
        left = seconds - now % seconds
        if self.current < limit:
            return max(0.0, left - seconds * (limit - 1 - self.current) / max(1, self.previous))
        return left + seconds * (1 - (limit - 1) / self.current) if limit > 0 else math.inf
