"""Powers in office documents, told apart from what they stand raised beside."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.extraction.raised import POWER, RAISED

NEAR = 8  # characters before a power that tell that it is one
SUPERSCRIPT = "superscript"
RAISING = re.compile(r"[1-9]|super\b")  # how high; what is lowered is less than nothing
OPEN_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
OPEN_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
NAME, STYLE = f"{{{OPEN_STYLE}}}name", f"{{{OPEN_TEXT}}}style-name"
POSITION = f"{{{OPEN_STYLE}}}text-position"
PARAGRAPHS = (f"{{{OPEN_TEXT}}}p", f"{{{OPEN_TEXT}}}h")
INLINE = frozenset({f"{{{OPEN_TEXT}}}span", f"{{{OPEN_TEXT}}}a"})


class Piece(NamedTuple):
    """A text of a paragraph, in an element or after it."""

    element: etree._Element
    place: Literal["text", "tail"]
    paragraph: int
    raised: bool

    @property
    def said(self) -> str:
        """What it says."""
        return (self.element.text if self.place == "text" else self.element.tail) or ""


def power(raised: str, before: str) -> bool:
    """Tell whether what stands raised after a text is a power."""
    return bool(POWER.fullmatch(raised.strip()) and RAISED.search(before))


def _mark(pieces: Iterable[Piece]) -> None:
    """Set a sign before each power of a document."""
    for _, paragraph in groupby(pieces, lambda piece: piece.paragraph):
        before = ""
        for raised, group in groupby(filter(_says, paragraph), lambda piece: piece.raised):
            found = list(group)
            said = "".join(piece.said for piece in found)
            if raised and power(said, before):
                first = found[0]
                setattr(first.element, first.place, f"^{first.said.lstrip()}")
            before = said[-NEAR:]


def _says(piece: Piece) -> bool:
    return bool(piece.said)


def _runs(root: etree._Element) -> Iterator[Piece]:
    """Give the texts of Word, PowerPoint and Excel."""
    paragraph = 0
    for element in root.iter("{*}p", "{*}si", "{*}is", "{*}r"):
        if etree.QName(element).localname == "r":
            raised = _is_raised(element)
            for text in element.iterfind("{*}t"):
                yield Piece(text, "text", paragraph, raised)
        else:
            paragraph += 1


def _is_raised(run: etree._Element) -> bool:
    looks = run.find("{*}rPr")
    if looks is None:
        return False
    aligned = [value for one in looks.iterfind("{*}vertAlign") for value in one.attrib.values()]
    return SUPERSCRIPT in aligned or bool(RAISING.match(looks.get("baseline", "")))


def _spans(root: etree._Element) -> Iterator[Piece]:
    """Give the texts of an OpenDocument."""
    raised = {
        style.get(NAME)
        for style in root.iterfind("{*}automatic-styles/{*}style")
        for looks in style.iterfind("{*}text-properties")
        if RAISING.match(looks.get(POSITION, ""))
    }
    for number, paragraph in enumerate(root.iter(*PARAGRAPHS)):
        yield from _within(paragraph, number, raised)


def _within(
    element: etree._Element, number: int, styles: Container[str | None], raised: bool = False
) -> Iterator[Piece]:
    raised = raised or element.get(STYLE) in styles
    yield Piece(element, "text", number, raised)
    for child in element:
        if child.tag in INLINE:
            yield from _within(child, number, styles, raised)
        yield Piece(child, "tail", number, raised)


OFFICE_POWERS = Rewriting(
    parts=re.compile(
        r"word/(?:document|footnotes|endnotes)\d*\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml"
        r"|xl/(?:sharedStrings|worksheets/[^/]+)\.xml",
        re.IGNORECASE,
    ),
    marks=re.compile(rb"superscript|baseline\s*=\s*[\"'][1-9]"),
    change=lambda root: _mark(_runs(root)),
)
OPEN_POWERS = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"text-position\s*=\s*[\"'](?:super|[1-9])"),
    change=lambda root: _mark(_spans(root)),
)
