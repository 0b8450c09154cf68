"""Why anydoc or a container could not read a document, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

import anydoc
from lxml.etree import LxmlError

from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.parts import UNPACKED_BADLY

REASONS: dict[type[Exception], tuple[UnreadableReason, str]] = {
    anydoc.EncryptedError: (UnreadableReason.ENCRYPTED, "the document is locked by a password"),
    anydoc.ResourceLimitError: (
        UnreadableReason.TOO_LARGE, "the document unpacks to more than is read",
    ),
    anydoc.NeedsOcrError: (UnreadableReason.SCAN, "the document holds pictures of pages alone"),
}  # fmt: skip
BROKEN = (*UNPACKED_BADLY, LxmlError, LookupError, ValueError)
DAMAGED = (UnreadableReason.DAMAGED, "the document is damaged, or not what its type says")


def refuse_locked(content: bytes) -> Transcript:  # noqa: ARG001
    """Refuse a document of Office's that is locked: only its password opens the wrapping."""
    raise Unreadable(*REASONS[anydoc.EncryptedError])


@contextmanager
def explained() -> Iterator[None]:
    """Turn what parsers raise into Unreadable."""
    try:
        yield
    except (anydoc.ConvertError, *BROKEN) as error:
        reason, detail = REASONS.get(type(error), DAMAGED)
        raise Unreadable(reason, detail) from error
