"""Powers in office documents, and marks of notes, told apart from what they stand raised beside."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.raised_styles import (
    RAISING,
    open_styles,
    raises,
    word_styles,
)
from aurora.infrastructure.documents.office.word_markup import told
from aurora.infrastructure.extraction.raised import NOTED, POWER, RAISED

NEAR = 8  # characters before what is raised that tell what it is
OPEN_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE = f"{{{OPEN_TEXT}}}style-name"
PARAGRAPHS = (f"{{{OPEN_TEXT}}}p", f"{{{OPEN_TEXT}}}h")
INLINE = frozenset({f"{{{OPEN_TEXT}}}span", f"{{{OPEN_TEXT}}}a"})
REFERENCES = "{*}footnoteReference", "{*}endnoteReference"  # whose own marks stand beside them


class Signs(NamedTuple):
    """What stands before and after something raised, where anything does."""

    before: str = ""
    after: str = ""


NONE = Signs()


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

    def say(self, text: str) -> None:
        """Let it say something else."""
        setattr(self.element, self.place, text)


def signs(raised: str, before: str) -> Signs:
    """Give the signs of what stands raised after a text: of the mark of a note or of a power."""
    said = raised.strip()
    if not POWER.fullmatch(said):
        return NONE
    if said.isdecimal() and NOTED.search(before):
        return Signs("[", "]")
    return Signs("^") if RAISED.search(before) else NONE


def _mark(pieces: Iterable[Piece]) -> None:
    """Set the signs of what is raised in a document."""
    for _, paragraph in groupby(pieces, lambda piece: piece.paragraph):
        before = ""
        for raised, group in groupby(filter(_says, paragraph), lambda piece: piece.raised):
            found = list(group)
            said = "".join(piece.said for piece in found)
            around = signs(said, before) if raised else NONE
            if around.before:
                found[0].say(around.before + found[0].said.lstrip())
                last = found[-1].said
                found[-1].say(last.rstrip() + around.after + last[len(last.rstrip()) :])
            before = said[-NEAR:]


def _says(piece: Piece) -> bool:
    return bool(piece.said)


def _runs(root: etree._Element, styles: Container[str]) -> Iterator[Piece]:
    """Give the texts of Word, PowerPoint and Excel."""
    paragraph = 0
    for element in root.iter("{*}p", "{*}si", "{*}is", "{*}r"):
        if etree.QName(element).localname == "r":
            raised = _is_raised(element, styles)
            for text in element.iterfind("{*}t"):
                yield Piece(text, "text", paragraph, raised)
        else:
            paragraph += 1


def _is_raised(run: etree._Element, styles: Container[str]) -> bool:
    looks = run.find("{*}rPr")
    if looks is None or any(run.find(name) is not None for name in REFERENCES):
        return False
    own = raises(looks)
    if own is None:
        return told(looks, "rStyle") in styles or bool(RAISING.match(looks.get("baseline", "")))
    return own


def _spans(root: etree._Element, styles: Container[str | None]) -> Iterator[Piece]:
    """Give the texts of an OpenDocument."""
    for number, paragraph in enumerate(root.iter(*PARAGRAPHS)):
        yield from _within(paragraph, number, styles, raised=False)


def _within(
    element: etree._Element, number: int, styles: Container[str | None], *, raised: bool
) -> Iterator[Piece]:
    yield Piece(element, "text", number, raised)
    for child in element:
        if child.tag in INLINE:
            above = raised or child.get(STYLE) in styles
            yield from _within(child, number, styles, raised=above)
        yield Piece(child, "tail", number, raised)


def _mark_runs(root: etree._Element, styles: etree._Element) -> None:
    _mark(_runs(root, word_styles(styles)))


def _mark_spans(root: etree._Element, styles: etree._Element) -> None:
    _mark(_spans(root, open_styles(styles, root)))


OFFICE_POWERS = Rewriting(
    parts=re.compile(
        r"word/(?:document|footnotes|endnotes)\d*\.xml|ppt/(?:slides|notesSlides)/[^/]+\.xml"
        r"|xl/(?:sharedStrings|worksheets/[^/]+)\.xml",
        re.IGNORECASE,
    ),
    marks=re.compile(rb"superscript|baseline\s*=\s*[\"'][1-9]"),
    change=_mark_runs,
    told_by=("word/styles.xml",),
)
OPEN_POWERS = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"text-position\s*=\s*[\"'](?:super|[1-9])"),
    change=_mark_spans,
    told_by=("styles.xml",),
)
