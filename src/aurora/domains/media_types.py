"""Of which media type some bytes are: told by what they hold, never by their name alone."""

import re
from base64 import b64decode

from aurora.domains.text_types import text_type
from aurora.domains.zip_names import names

BINARY = "application/octet-stream"
ZIP = "application/zip"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT, ODS, ODP = f"{OPEN}.text", f"{OPEN}.spreadsheet", f"{OPEN}.presentation"
EPUB = "application/epub+zip"
PDF, RTF = "application/pdf", "application/rtf"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
LOCKED_OFFICE = "application/vnd.ms-office.encrypted"  # Office's own wrapping of a locked file
OLE = "application/x-ole-storage"
TAR, GZIP, BZIP2, XZ = (
    "application/x-tar",
    "application/gzip",
    "application/x-bzip2",
    "application/x-xz",
)
SIGNED = "application/pkcs7-mime"  # or locked by a key: both are of one kind
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"

PKCS7 = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # the beginning of the names of its kinds
SIGNED_DATA, ENVELOPED = b"\x02", b"\x03"
PKCS7_WITHIN = 32
# the same in base64, with a line around it or without (RFC 7468)
ARMOUR = re.compile(
    rb"\s*(?:-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----\s+)?(?P<held>M[A-Za-z0-9+/]{43})"
)
PDF_WITHIN = 1_024  # readers look for the mark this far in
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\0", XZ),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"GIF8", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x7fELF", "application/x-executable"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
)
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
STATED = re.compile(rb"PK\x03\x04.{22}\x08\0..mimetype(?P<type>[\w.+/-]{5,100})", re.DOTALL)
OFFICE_PARTS = ((b"word/", DOCX), (b"xl/workbook.bin", XLSB), (b"xl/", XLSX), (b"ppt/", PPTX))
BOOK = b"META-INF/container.xml"  # of EPUB, though its type does not stand first as it should
STREAMS = tuple(
    (stream.encode("utf-16-le"), media_type)
    for stream, media_type in (
        ("EncryptedPackage", LOCKED_OFFICE),
        ("__properties_version1.0", MSG),
        ("WordDocument", DOC),
        ("PowerPoint Document", PPT),
        ("Workbook", XLS),
        ("Book", XLS),
    )
)


def media_type_of(content: bytes, name: str = "", stated: str | None = None) -> str:
    """Give the media type of bytes, of all of them or of the first 64 KiB at least; the name of the
    file, and what it is stated to be, settle no more than of which kind a plain text is.
    """
    for looks in (_pkcs7_type, _zip_type, _ole_type, _pdf_type, _signed_type):
        if found := looks(content):
            return found
    return text_type(content, name, stated) or BINARY


def _pkcs7_type(content: bytes) -> str | None:
    armour = ARMOUR.match(content)
    begin = b64decode(armour["held"]) if armour else content[:PKCS7_WITHIN]
    return SIGNED if begin[:1] == b"0" and PKCS7 in begin else None


def _signed_type(content: bytes) -> str | None:
    for mark, media_type in SIGNATURES:
        if content.startswith(mark):
            return media_type
    if content[257:262] == b"ustar":
        return TAR
    if content[:4] == b"RIFF":
        return RIFF.get(content[8:12], BINARY)
    return "video/mp4" if content[4:8] == b"ftyp" else None


def _pdf_type(content: bytes) -> str | None:
    at = content.find(b"%PDF-", 0, PDF_WITHIN)
    leading = content[: max(at, 0)].strip(b"\r\n\t \xef\xbb\xbf\0")
    return PDF if at >= 0 and leading[:1] != b"<" else None


def _zip_type(content: bytes) -> str | None:
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if stated := STATED.match(content):
        declared = stated["type"].decode("ascii").lower()
        return next((kind for kind in (EPUB, ODT, ODS, ODP) if declared.startswith(kind)), ZIP)
    held = list(names(content))
    if BOOK in held and any(name.endswith(b".opf") for name in held):
        return EPUB
    if b"[Content_Types].xml" not in held:
        return ZIP
    return next(
        (kind for part, kind in OFFICE_PARTS if any(name.startswith(part) for name in held)), ZIP
    )


def _ole_type(content: bytes) -> str | None:
    if not content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return None
    return next((kind for stream, kind in STREAMS if stream in content), OLE)
