"""What the bus needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from aurora.bus.delivery import Delivery
from aurora.domains.event import Position


class Ledger(Protocol):
    """Answers that were given under an idempotency key."""

    async def recall(self, under: Delivery) -> tuple[bytes, Position] | None:
        """Give the stored answer; raises KeyReused when the key belongs to another request."""
        ...

    async def remember(self, under: Delivery, answer: bytes) -> None:
        """Keep an answer whose command changed nothing."""
        ...


class Progress(Protocol):
    """How far the projections have come."""

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        """Return when all of them have reached the position; raises Unavailable after two
        seconds.
        """
        ...


class Meter(Protocol):
    """Counts and times messages."""

    def observe(self, message: str, outcome: str, seconds: float) -> None:
        """Take note of one delivery."""
        ...
