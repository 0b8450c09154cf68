"""Boxes and lists of forms in Word, rewritten as what was chosen."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_markup import value

TICKED, OPEN = "☑", "☐"
OFF = frozenset({"0", "false", "off"})
CHOICE = re.compile(r"\d{1,6}")


def _fill(root: etree._Element) -> None:
    """Let fields say what they show that keep it apart from the text."""
    for field in list(root.iter("{*}fldChar")):
        said = _chosen(field)
        if said:
            text = etree.Element(f"{{{etree.QName(field).namespace}}}t")
            text.text = said
            field.addprevious(text)


def _chosen(field: etree._Element) -> str:
    box, choices = field.find("{*}ffData/{*}checkBox"), field.find("{*}ffData/{*}ddList")
    if box is not None:
        ticked = _first(box, "checked", "default", unsaid="0") not in OFF
        return TICKED if ticked else OPEN
    return _entry(choices) if choices is not None else ""


def _entry(choices: etree._Element) -> str:
    """Give the entry that was chosen from a list, its first where nothing tells which."""
    entries = [value(one, "val") for one in choices.iterfind("{*}listEntry")]
    number = _first(choices, "result", "default", unsaid="0")
    at = int(number) if CHOICE.fullmatch(number) else 0
    return entries[at] if at < len(entries) else ""


def _first(element: etree._Element, *names: str, unsaid: str) -> str:
    """Give the value of the first of these that there is within."""
    found = (element.find(f"{{*}}{name}") for name in names)
    return next((value(one, "val") for one in found if one is not None), unsaid)


WORD_FORMS = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"ffData"),
    change=_fill,
)
