"""How often something may be done that costs the same for little and for much."""

import math
import time


class Pace:
    """Lets a few go through at once, and after those one each time so many seconds have passed.

    This is the generic cell rate algorithm (ITU-T I.371).
    """

    def __init__(self, seconds: float, at_once: int) -> None:
        self._seconds = seconds
        self._spare = seconds * (at_once - 1)
        self._due = -math.inf

    @property
    def wait(self) -> float:
        """Give the seconds until the next one may go."""
        return max(0.0, self._due - self._spare - time.monotonic())

    def count(self) -> None:
        """Count one that went."""
        self._due = max(self._due, time.monotonic()) + self._seconds
