"""Time and identity come from outside, so that the domain stays pure."""

from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Tells the time in UTC."""

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        ...


class Ids(Protocol):
    """Gives new identifiers."""

    def new(self) -> UUID:
        """Give a fresh UUIDv7."""
        ...
