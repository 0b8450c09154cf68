"""What the bus needs from outside."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from aurora.bus.delivery import Delivery
from aurora.domains.errors import AuroraError
from aurora.domains.event import Position
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import ANONYMOUS, SYSTEM, Principal


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


class Refusal(msgspec.Struct, frozen=True):
    """Who was refused what, and from where; `action` is the name of the message."""

    by: Principal
    action: str
    origin: Origin
    error: AuroraError

    @property
    def within(self) -> bool:
        """Whether Aurora refused nobody but itself."""
        return self.by == SYSTEM or (self.by == ANONYMOUS and self.origin == WITHIN)


class Witness(Protocol):
    """Takes note of refusals, in no time."""

    def refused(self, refusal: Refusal) -> None:
        """Take note of one; whatever is no refusal is passed over."""
        ...
