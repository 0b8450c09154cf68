"""What was deleted in Word while it kept track, and is more than words: rows of tables, and ends of
paragraphs, so that what stood on both sides of one is a paragraph; so are initials and their text.
"""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_items import SILENT
from aurora.infrastructure.documents.office.word_markup import value

GONE = ("del", "moveFrom")
DROPPED = frozenset({"drop", "margin"})


def _settle(root: etree._Element) -> None:
    """Take rows away that were deleted, and join paragraphs whose end was."""
    for row in list(root.iter("{*}tr")):
        parent = row.getparent()
        if parent is not None and row.find("{*}trPr/{*}del") is not None:
            parent.remove(row)
    for parent in dict.fromkeys(one.getparent() for one in root.iter("{*}p") if _is_open(one)):
        if parent is not None:
            _join(parent)


def _join(parent: etree._Element) -> None:
    waiting: list[etree._Element] = []
    beside = [one for one in parent if _name(one) not in SILENT]
    for element, following in zip(beside, (*beside[1:], None), strict=True):
        if _is_open(element) and _name(following) == "p":
            waiting.extend(one for one in element if _name(one) != "pPr")
            parent.remove(element)
        elif waiting:
            at = int(element.find("{*}pPr") is not None)
            element[at:at] = waiting
            waiting = []


def _is_open(element: etree._Element) -> bool:
    """Tell whether an element is a paragraph that goes on in the next one: its end was deleted, or
    it is an initial that others stand around.
    """
    looks, frame = element.find("{*}pPr/{*}rPr"), element.find("{*}pPr/{*}framePr")
    if frame is not None and value(frame, "dropCap") in DROPPED:
        return True
    return looks is not None and any(looks.find(f"{{*}}{name}") is not None for name in GONE)


def _name(element: etree._Element | None) -> str:
    """Give the name of an element, of comments and of none nothing."""
    tag = None if element is None else element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


WORD_CHANGES = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"[:<](?:del|moveFrom)\s|dropCap"),
    change=_settle,
)
