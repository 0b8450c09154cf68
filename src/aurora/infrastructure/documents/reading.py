"""From bytes of any format to a tree of blocks; each parser is imported when it is needed."""

from collections.abc import Callable
from importlib import import_module

import msgspec

from aurora.domains import media_types as types
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Written, write

HERE = "aurora.infrastructure.documents"
TEXT, SLIDES = f"{HERE}.office.text", f"{HERE}.office.slides"
READERS = {
    types.PDF: f"{HERE}.pdf.document:read_pdf",
    types.DOCX: f"{TEXT}:read_text",
    types.ODT: f"{TEXT}:read_text",
    types.RTF: f"{TEXT}:read_rich_text",
    types.DOC: f"{TEXT}:read_old_office",
    types.PPT: f"{TEXT}:read_old_office",
    types.PPTX: f"{SLIDES}:read_slides",
    types.ODP: f"{SLIDES}:read_open_slides",
    types.XLSX: f"{HERE}.office.sheets:read_sheets",
    types.XLSB: f"{HERE}.office.sheets:read_sheets",
    types.ODS: f"{HERE}.office.sheets:read_sheets",
    types.XLS: f"{HERE}.office.sheets:read_old_sheets",
    types.EPUB: f"{HERE}.office.books:read_book",
    types.LOCKED_OFFICE: f"{HERE}.office.refusals:refuse_locked",
}
LONGEST = 20_000_000  # characters of a text
LARGEST = 100_000_000  # bytes of all that was read


def is_document(media_type: str) -> bool:
    """Tell whether a media type, without parameters, is one of those that are read here."""
    return media_type in READERS


def read_document(content: bytes, content_type: str) -> Extracted:
    """Read a document and write it as text; raises Unreadable."""
    module, _, name = READERS[content_type.partition(";")[0].strip().lower()].partition(":")
    reader: Callable[[bytes], Transcript] = getattr(import_module(module), name)
    transcript = reader(content)
    written = write(transcript.blocks)
    if not written.text.strip():
        raise Unreadable(UnreadableReason.EMPTY, "the document holds no text")
    encoded = msgspec.json.encode(transcript)
    if len(written.text) > LONGEST or len(encoded) > LARGEST:
        detail = f"the document holds more than {LONGEST} characters of text, or far more beside"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    return _extracted(transcript, written, encoded)


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
