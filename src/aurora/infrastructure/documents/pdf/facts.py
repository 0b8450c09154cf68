"""What a PDF says about itself: title, authors, dates, language and outline."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from aurora.domains.transcript import Facts
from aurora.infrastructure.documents.pdf.headings import Bookmark
from aurora.infrastructure.documents.pdf.xmp import described
from aurora.infrastructure.documents.stated import stated_title

DATE = re.compile(
    r"(?:D:)?(?P<date>(\d{4})(\d\d)?(\d\d)?)(\d\d)?(\d\d)?(\d\d)?(?P<zone>[-+Z])?(\d\d)?'?(\d\d)?"
)
NO_AUTHOR = re.compile(
    r"\(?(?:anonymous|unknown|unspecified|author)\)?|[ivx]{1,4}|[js]r\.?", re.IGNORECASE
)
AND = re.compile(r"\s+(?:and|e)\s+")
NAME = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ]\S*|d[aeio]s?|del|v[ao]n|der|den|l[ae]|al)")
BODY = re.compile(  # stems of what bodies are called, whose names hold such words
    r"\b(?:minist|secretar|de?part|institut|universi|council|consel|consej|commiss|comiss|agenc|agênc"
    r"|founda|funda|associa|socie|centre|center|centro|office|gabinet|school|escola|faculdade)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
Link = tuple[tuple[float, float, float, float], str]  # a rectangle of the page, and a target
NAMES = ("Title", "Author", "Subject", "CreationDate", "ModDate")
MOST_BOOKMARKS, MOST_LINKS = 5_000, 1_000
URI = 2_048


def facts(document: PdfDocument, content: bytes) -> Facts:
    """Give what the document says about itself, in XMP where its dictionary says less."""
    said = {name: _told(document, name) for name in NAMES}
    more = described(content)
    authors, others = _authors([said["Author"]]), _authors(more.authors)
    return Facts(
        title=stated_title(said["Title"]) or stated_title(more.title or ""),
        authors=others if len(others) > len(authors) else authors,
        published=moment(said["CreationDate"]) or more.published,
        modified=moment(said["ModDate"]) or more.modified,
        language=_language(document) or _language_of(more.language or ""),
        description=stated_title(said["Subject"]) or more.description,
        licence=more.licence,
    )


def outline(document: PdfDocument) -> list[Bookmark]:
    """Give the entries of the outline that lead to a page."""
    return list(islice(_bookmarks(document), MOST_BOOKMARKS))


def links(document: PdfDocument, page: PdfPage) -> list[Link]:
    """Give what leads out of the page, and where."""
    return [
        (place, target)
        for place, target in islice(_links(document, page), MOST_LINKS)
        if target.startswith(("http://", "https://", "mailto:"))
    ]


def moment(text: str) -> str | None:
    """Give a date of PDF's own form as RFC 3339, or as much of it as there is."""
    found = DATE.match(text.replace(" ", ""))
    if not found:
        return None
    year, month, day, hour, minute, second = found.group(2, 3, 4, 5, 6, 7)
    if not (month and day):
        return f"{year}-{month}" if month else year
    if not (hour and minute):
        return f"{year}-{month}-{day}"
    zone, hours, minutes = found.group("zone", 9, 10)
    away = f"{zone}{hours}:{minutes or '00'}" if zone in ("+", "-") and hours else "Z"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{away}"


def _authors(said: Sequence[str]) -> tuple[str, ...]:
    names = [name for text in said for one in text.split(";") for name in _names(one.strip())]
    return tuple(name for name in names if name and not NO_AUTHOR.fullmatch(name))


def _names(text: str) -> list[str]:
    """Give the names of people that a word joins; it also stands within names of bodies."""
    names = AND.split(text)
    people = not BODY.search(text) and all(map(_is_full_name, names))
    return names if people else [text]


def _is_full_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(map(NAME.fullmatch, words))


def _told(document: PdfDocument, name: str) -> str:
    """Give what is said under a name, nothing of what is half a character."""
    with suppress(UnicodeDecodeError):
        return _clean(document.get_metadata_value(name))
    return ""


def _bookmarks(document: PdfDocument) -> Iterator[Bookmark]:
    for mark in document.get_toc():
        try:
            goal = mark.get_dest()
            page, title = goal.get_index() if goal else None, _clean(mark.get_title())
        except (PdfiumError, UnicodeDecodeError):
            continue
        if page is not None and title:
            yield Bookmark(title, page + 1, mark.level)


def _links(document: PdfDocument, page: PdfPage) -> Iterator[Link]:
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            buffer = ctypes.create_string_buffer(URI)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, URI)
            place = box.left, box.bottom, box.right, box.top
            yield place, buffer.value.decode("utf-8", "replace")


def _language(document: PdfDocument) -> str | None:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    characters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFCatalog_GetLanguage(document.raw, characters, size)
    return _language_of(buffer.raw.decode("utf-16-le", "ignore").strip("\0 "))


def _language_of(said: str) -> str | None:
    return said.replace("_", "-") if LANGUAGE.fullmatch(said) else None


def _clean(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
