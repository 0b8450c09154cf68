"""Paragraphs of Word that go on with an item of a list, made part of it: in boxes of text, which
anydoc keeps in an item beside its words.
"""

import re
from typing import NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_paragraphs import Paragraphs, Place

NEAR = 100  # twentieths of a point by which indents of one place may differ
MOST = 10  # paragraphs that may go on with an item
BOX = ("r", "pict", "txbxContent")
SILENT = frozenset(
    """
    bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd proofErr
    """.split()  # noqa: SIM905  a list of words reads best as text
)
EMPTY = frozenset({"pPr", "r", "rPr", "t", "br", "tab", "lastRenderedPageBreak"}) | SILENT


class Item(NamedTuple):
    """An item of a list, and how far it is indented."""

    paragraph: etree._Element
    list: str
    left: int


class Gathering:
    """An item that may go on, and paragraphs that wait for whether they belong to it."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._item: Item | None = None
        self._waiting: list[etree._Element] = []

    def take(self, paragraph: etree._Element) -> None:
        """Take in the next paragraph."""
        place = self._paragraphs.place(paragraph)
        if place and place.level.is_marked and not self._paragraphs.is_title(paragraph):
            if self._item and self._item.list == place.list:
                self._put()
            self.end()
            self._item = Item(paragraph, place.list, self._paragraphs.left(paragraph, place))
        elif self._item and self._may_belong(paragraph, place, self._item):
            self._waiting.append(paragraph)
            if self._paragraphs.goes_on(paragraph, place):
                self._put()
        else:
            self.end()

    def end(self) -> None:
        """Let the item be over."""
        self._item, self._waiting = None, []

    def _may_belong(self, paragraph: etree._Element, place: Place | None, item: Item) -> bool:
        """Tell whether a paragraph is empty, or stands under the words of an item."""
        if len(self._waiting) == MOST:
            return False
        if _is_empty(paragraph):
            return True
        left = self._paragraphs.left(paragraph, place)
        return 0 < left >= item.left - NEAR and not self._paragraphs.is_title(paragraph)

    def _put(self) -> None:
        """Put the paragraphs that wait into a box at the end of the item."""
        if self._item and self._waiting:
            inner = self._item.paragraph
            for name in BOX:
                inner = etree.SubElement(inner, f"{{{etree.QName(inner).namespace}}}{name}")
            inner.extend(self._waiting)
            self._waiting = []


def _is_empty(paragraph: etree._Element) -> bool:
    """Tell whether nothing is seen of a paragraph."""
    inner = (part for child in paragraph if _name(child) != "pPr" for part in child.iter())
    return not any(_name(part) not in EMPTY or (part.text or "").strip() for part in inner)


def _name(element: etree._Element) -> str:
    """Give the name of an element, of comments none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _gather(root: etree._Element, styles: etree._Element, numbering: etree._Element) -> None:
    """Put into items what goes on with them: what is there for nothing else, and what is indented
    as they are, or empty, and has another item of the list after it.
    """
    paragraphs = Paragraphs(styles, numbering)
    for parent in dict.fromkeys(one.getparent() for one in root.iter("{*}p")):
        gathering = Gathering(paragraphs)
        for element in list(parent) if parent is not None else ():
            if _name(element) == "p":
                gathering.take(element)
            elif _name(element) not in SILENT:
                gathering.end()


WORD_ITEMS = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"numPr"),
    change=_gather,
    told_by=("word/styles.xml", "word/numbering.xml"),
)
