"""From bytes of any format to a text with its parts."""

import re

import msgspec

from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Transcript, transcribed
from aurora.domains.unreadable import LONGEST, Unreadable, UnreadableReason
from aurora.domains.writing import Written, write
from aurora.infrastructure.documents.formats import transcript_of
from aurora.infrastructure.documents.opening import Opening
from aurora.infrastructure.documents.sight.eyes import Eyes

LARGEST = 100_000_000  # bytes of all that was read
# a control character as JSON writes it, after backslashes that are such in the text
CONTROL = re.compile(rb"\\(?<!\\\\)((?:\\\\)*)(u00[01][0-9a-f]|[bf])")
FEEDS = frozenset({b"f", b"u000b"})  # of forms and of lines: a line ends at them


def read_document(content: bytes, content_type: str, languages: str = "") -> Extracted:
    """Read a document and write it as text without control characters, pictures of pages by OCR in
    these languages; raises Unreadable.
    """
    opening = Opening(transcript_of, Eyes(languages))
    transcript = transcript_of(content, content_type, opening)
    encoded = msgspec.json.encode(transcript)
    if CONTROL.search(encoded):
        encoded = CONTROL.sub(_spoken, encoded)
        transcript = transcribed(encoded)
    written = write(transcript.blocks)
    if not written.text.strip():
        raise Unreadable(UnreadableReason.EMPTY, "the document holds no text")
    if len(written.text) > LONGEST or len(encoded) > LARGEST:
        detail = f"the document holds more than {LONGEST:,} characters of text, or far more beside"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    return _extracted(transcript, written, encoded)


def _spoken(control: re.Match[bytes]) -> bytes:
    """Give a control character as what it says: a line end, or nothing."""
    return control[1] + (rb"\n" if control[2] in FEEDS else b"")


def _extracted(transcript: Transcript, written: Written, encoded: bytes) -> Extracted:
    facts = transcript.facts
    return Extracted(
        text=written.text,
        title=facts.title,
        language=(facts.language or "und").partition("-")[0].lower(),
        author=", ".join(facts.authors) or None,
        published=facts.published,
        elements=written.elements,
        transcript=encoded,
    )
