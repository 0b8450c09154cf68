"""Time and identity that a test controls."""

from datetime import UTC, datetime, timedelta
from uuid import UUID


class MemoryClock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        """Give the moment it stands at."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move on."""
        self.at += timedelta(seconds=seconds)


class MemoryIds:
    """Identifiers in the order of their making."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> UUID:
        """Give the next identifier."""
        self._last += 1
        return UUID(int=(7 << 76) | (2 << 62) | self._last)
