"""What can be wrong with the audit log."""

from enum import StrEnum

import msgspec


class Wrong(StrEnum):
    """What happened to an entry that is not as it was sealed."""

    EDITED = "edited"
    MISSING = "missing"
    SWAPPED = "swapped"
    INSERTED = "inserted"
    CUT_OFF = "cut off"
    REWRITTEN = "rewritten"


class Fault(msgspec.Struct, frozen=True):
    """The first thing that is wrong: where in the chain, what, and how that shows."""

    sequence: int
    wrong: Wrong
    why: str
