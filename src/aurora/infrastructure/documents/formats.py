"""Which format is read by what; each parser is imported when it is needed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from aurora.domains import media_types as types
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import Opening
from aurora.infrastructure.extraction.charset import NotText

SIGHTED = {
    types.PNG: "sight.pictures:read_picture",
    types.JPEG: "sight.pictures:read_picture",
    types.TIFF: "sight.pictures:read_picture",
}
OFFICE = {
    types.DOCX: "office.text:read_text",
    types.ODT: "office.text:read_text",
    types.RTF: "office.text:read_rich_text",
    types.DOC: "office.text:read_old_office",
    types.PPT: "office.text:read_old_office",
    types.PPTX: "office.slides:read_slides",
    types.ODP: "office.slides:read_open_slides",
    types.XLSX: "office.sheets:read_sheets",
    types.XLSB: "office.sheets:read_sheets",
    types.ODS: "office.sheets:read_sheets",
    types.XLS: "office.sheets:read_old_sheets",
    types.EPUB: "office.books:read_book",
    types.LOCKED_OFFICE: "office.refusals:refuse_locked",
}
TEXTS = {
    "text/csv": "texts.tables:read_table",
    "text/tab-separated-values": "texts.tables:read_table",
    "application/json": "texts.data:read_json",
    "application/jsonl": "texts.data:read_json_lines",
    "application/x-ndjson": "texts.data:read_json_lines",
    "application/xml": "texts.markup:read_xml",
    "text/xml": "texts.markup:read_xml",
    "text/calendar": "texts.calendar:read_calendar",
}
WITHIN = {  # read elsewhere unless they are part of something
    "text/plain": "texts.plain:read_plain",
    "text/markdown": "texts.plain:read_markdown",
    "text/html": "texts.page:read_html",
    "application/xhtml+xml": "texts.page:read_xhtml",
}
CONTAINERS = {
    types.PDF: "pdf.attached:read_with_attached",
    types.ZIP: "containers.archives:read_zip",
    types.TAR: "containers.archives:read_tar",
    types.GZIP: "containers.unpacking:read_gzip",
    types.BZIP2: "containers.unpacking:read_bzip2",
    types.XZ: "containers.unpacking:read_xz",
    "application/zstd": "containers.unpacking:read_zstandard",
    types.SIGNED: "containers.signed:read_signed",
    "message/rfc822": "containers.mail:read_mail",
    types.MSG: "containers.outlook:read_outlook",
    "application/mbox": "containers.mail:read_mailbox",
}
PUBLISHED = frozenset({types.PDF, *OFFICE})  # such as sites publish beside their pages
HERE = __name__.rpartition(".")[0]


def is_document(media_type: str) -> bool:
    """Tell whether a media type, without parameters, is one of those that are read here."""
    return any(media_type in those for those in (SIGHTED, OFFICE, TEXTS, CONTAINERS))


def transcript_of(content: bytes, content_type: str, opening: Opening) -> Transcript:
    """Read a document, or part of one; raises Unreadable."""
    media_type = content_type.partition(";")[0].strip().lower()
    if place := SIGHTED.get(media_type):
        return _reader(place)(content, opening.eyes)
    if place := OFFICE.get(media_type):
        return _reader(place)(content)
    if place := TEXTS.get(media_type) or WITHIN.get(media_type):
        return _text(place, content, content_type)
    if place := CONTAINERS.get(media_type):
        return _reader(place)(content, opening)
    detail = f"documents of type {media_type!r} cannot be read"
    raise Unreadable(UnreadableReason.UNSUPPORTED, detail)


def _text(place: str, content: bytes, content_type: str) -> Transcript:
    try:
        return _reader(place)(content, content_type)
    except NotText as error:
        detail = "it is binary, not text"
        raise Unreadable(UnreadableReason.DAMAGED, detail) from error


def _reader(place: str) -> Callable[..., Transcript]:
    module, _, name = place.partition(":")
    found: Any = getattr(import_module(f"{HERE}.{module}"), name)
    reader: Callable[..., Transcript] = found
    return reader
