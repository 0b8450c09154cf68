"""Why a document cannot be read, in words that stay the same."""

from enum import StrEnum

from aurora.domains.errors import Invalid

LONGEST = 20_000_000  # characters of a text


class UnreadableReason(StrEnum):
    """What is the matter with a document: locked by a password, broken, without any text, pictures
    of pages alone, larger or more nested than is read, of a kind that is not read, or costlier than
    a reader may be.
    """

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    SCAN = "scan"
    TOO_LARGE = "too-large"
    UNSUPPORTED = "unsupported"
    LIMIT = "limit"


class Unreadable(Invalid):
    """The document cannot be read; `reason` says in one word why, the message in a sentence."""

    def __init__(self, reason: UnreadableReason, detail: str, field: str = "content") -> None:
        super().__init__(detail, field, {"reason": str(reason)})
        self.reason = reason
