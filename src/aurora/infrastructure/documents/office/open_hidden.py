"""Rows and columns of open sheets that are hidden, and hidden words of open texts, left out."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.open_columns import ROW, Columns, is_hidden
from aurora.infrastructure.documents.office.open_document import NAMESPACE
from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.raised_styles import NAME

TEXT = f"{{{NAMESPACE}:text:1.0}}"
STYLE, DISPLAY = f"{TEXT}style-name", f"{TEXT}display"
WORDS = tuple(f"{TEXT}{name}" for name in ("span", "p", "h", "section", "hidden-text"))
PARAGRAPH, HIDING, IS_HIDDEN = f"{TEXT}p", f"{TEXT}hidden-paragraph", f"{TEXT}is-hidden"
OF_TEXT = f"{{{NAMESPACE}:style:1.0}}text-properties"


def _show(root: etree._Element) -> None:
    for sheet in root.iterfind("{*}body/{*}spreadsheet/{*}table"):
        columns = Columns(sheet)
        for row in list(sheet.iter(ROW)):
            if is_hidden(row):
                _remove(row)
            else:
                columns.narrow(row)
    names = {
        style.get(NAME)
        for style in root.iterfind("{*}automatic-styles/{*}style")
        if any(looks.get(DISPLAY) == "none" for looks in style.iterfind(OF_TEXT))
    }
    for words in list(root.iter(*WORDS)):
        if words.get(STYLE) in names or words.get(DISPLAY) == "none" or _says_so(words):
            _remove(words)


def _says_so(words: etree._Element) -> bool:
    """Tell whether something is a field that hides itself, or the paragraph that it is in."""
    fields = (words, *words.iterfind(HIDING)) if words.tag == PARAGRAPH else (words,)
    return any(field.get(IS_HIDDEN) == "true" for field in fields)


def _remove(element: etree._Element) -> None:
    """Take an element away, and leave what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = f"{parent.text or ''}{element.tail or ''}"
    else:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    parent.remove(element)


OPEN_HIDDEN = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(
        rb"""visibility\s*=\s*["'](?:collapse|filter)|display\s*=\s*["']none|is-hidden"""
    ),
    change=_show,
)
