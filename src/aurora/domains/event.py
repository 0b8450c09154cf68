"""Events: what happened, in the past tense, and where it stands in the log."""

from datetime import datetime
from uuid import UUID

import msgspec

from aurora.domains.errors import Invalid


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Something that happened to one aggregate; identifiers and small facts, never texts."""


class Position(msgspec.Struct, frozen=True, order=True):
    """A place in the log: the writing transaction, then the row. Written `xid.position`."""

    xid: int
    position: int

    def __str__(self) -> str:
        return f"{self.xid}.{self.position}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Read `xid.position`; raises Invalid for anything else."""
        xid, dot, position = text.partition(".")
        if not (dot and xid.isdecimal() and position.isdecimal() and len(text) <= 40):
            raise Invalid("a position is written xid.position", "Aurora-Position")
        return cls(int(xid), int(position))


START = Position(0, 0)


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the log keeps it; `event` is None once its payload was erased, or where it is
    `unreadable`: written by a newer Aurora, or damaged.
    """

    at: Position
    id: UUID
    type: str
    aggregate_id: UUID
    version: int
    occurred_at: datetime
    event: Event | None
    correlation_id: UUID | None = None
    trace_id: str | None = None
    unreadable: str | None = None


def tag_of(event: Event | type[Event]) -> str:
    """Give the versioned tag that names this kind of event in the log."""
    return str(event.__struct_config__.tag)
