"""The files that are attached to a PDF, as to a portfolio or an electronic invoice, after its pages
(ISO 32000-1, 7.11.4).
"""

import ctypes
from collections.abc import Iterator

from msgspec.structs import replace
from pypdfium2 import PdfAttachment, PdfDocument, PdfiumError, raw

from aurora.domains.blocks import AnyBlock
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.containers.names import readable
from aurora.infrastructure.documents.opening import MOST_PARTS, Opening
from aurora.infrastructure.documents.pdf.document import opened, read_pdf
from aurora.infrastructure.documents.pdf.facts import facts

SILENT = frozenset({UnreadableReason.EMPTY, UnreadableReason.SCAN})


def read_with_attached(content: bytes, opening: Opening) -> Transcript:
    """Read a PDF and its attachments, also where its pages say nothing; raises Unreadable."""
    try:
        read = read_pdf(content, opening.eyes)
    except Unreadable as refusal:
        held = _attached(content, opening) if refusal.reason in SILENT else ()
        if not held:
            raise
        with opened(content) as document:
            about = facts(document, content)
            read = Transcript(facts=about, blocks=(), pages=len(document), reasons=(str(refusal),))
    else:
        held = _attached(content, opening)
    return replace(read, blocks=(*read.blocks, *held), reasons=(*read.reasons, *opening.reasons))


def _attached(content: bytes, opening: Opening) -> tuple[AnyBlock, ...]:
    with opened(content) as document:
        return tuple(_files(document, opening))


def _files(document: PdfDocument, opening: Opening) -> Iterator[AnyBlock]:
    count = document.count_attachments()
    for index in range(min(count, MOST_PARTS)):
        try:
            file = document.get_attachment(index)
            name = _name(file) or f"attachment {index + 1}"
        except PdfiumError:
            name = f"attachment {index + 1}"
            opening.leave_out(name, UnreadableReason.DAMAGED, "damaged")
        else:
            yield from _file(file, name, opening)
    if count > MOST_PARTS:
        detail = f"only the first {MOST_PARTS:,} attachments are read"
        opening.leave_out("further attachments", UnreadableReason.TOO_LARGE, detail)


def _file(file: PdfAttachment, name: str, opening: Opening) -> Iterator[AnyBlock]:
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(file, None, 0, size):
        opening.leave_out(name, UnreadableReason.DAMAGED, "damaged")
    elif size.value > opening.most:
        detail = f"it has more than {opening.most:,} bytes"
        opening.leave_out(name, UnreadableReason.TOO_LARGE, detail)
    elif size.value:
        yield from opening.part(name, bytes(file.get_data()))


def _name(file: PdfAttachment) -> str:
    try:
        return readable(file.get_name())
    except UnicodeDecodeError:
        return ""
