"""What a delivery is made of: one message under way, and what became of it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID, uuid4

import msgspec

from aurora.domains.event import START, Position
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import Principal

R = TypeVar("R")


@dataclass(kw_only=True)
class Delivery:
    """One message under way: who sent it, under which key, and what became of its transaction.

    A unit of work that runs under a key leaves its commit to the bus through `settle`, so that the
    answer is kept in the same transaction as the effect.
    """

    message: type[msgspec.Struct]
    by: Principal
    origin: Origin = WITHIN
    key: str | None = None
    request_hash: bytes = b""
    correlation_id: UUID = field(default_factory=uuid4)
    position: Position = START
    settle: Callable[[bytes | None], Awaitable[None]] | None = None


delivery: ContextVar[Delivery | None] = ContextVar("delivery", default=None)


class Receipt(msgspec.Struct, Generic[R], frozen=True):
    """What a command answered, and up to where the log must be read to see its effect."""

    answer: R
    position: Position


class AnsweredMeanwhile(Exception):
    """The ledger holds the answer under this key: somebody may have been faster."""
