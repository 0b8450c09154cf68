"""Time and identity come from outside, so that the domain stays pure."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


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
