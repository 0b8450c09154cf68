"""Styles of Word for deeper items, such as List Bullet 2, whose lists have one level each: put on
the level that they are for.
"""

import re
from copy import deepcopy

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_markup import told, value

DEEPER = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
TOP = "0"
UNSAID = ("", TOP)


class Deeper(dict[str, tuple[int, str]]):
    """By their ids the styles for deeper items: on which level they are, and in which list."""

    def __init__(self, styles: etree._Element) -> None:
        for style in styles.iterfind("{*}style"):
            found = DEEPER.fullmatch(told(style, "name"))
            number = told(style, "pPr/numPr/numId")
            if found and number and told(style, "pPr/numPr/ilvl") in UNSAID:
                self[value(style, "styleId")] = int(found[1]) - 1, number


def _sink(root: etree._Element, styles: etree._Element) -> None:
    """Let paragraphs say on which level they are."""
    deeper = Deeper(styles)
    for properties in root.iter("{*}pPr"):
        level, number = deeper.get(told(properties, "pStyle"), (0, ""))
        own = told(properties, "numPr/numId") or number
        if level and own == number and told(properties, "numPr/ilvl") in UNSAID:
            for said in properties.findall("{*}numPr"):
                properties.remove(said)
            space = f"{{{etree.QName(properties).namespace}}}"
            place = etree.SubElement(properties, f"{space}numPr")
            for name, text in (("ilvl", str(level)), ("numId", number)):
                etree.SubElement(place, f"{space}{name}").set(f"{space}val", text)


def _dig(root: etree._Element, styles: etree._Element) -> None:
    """Let the lists of these styles have the levels that those are for."""
    depths = {number: depth for depth, number in Deeper(styles).values()}
    tops = {
        value(one, "abstractNumId"): level
        for one in root.iterfind("{*}abstractNum")
        for level in one.iterfind("{*}lvl")
        if value(level, "ilvl") == TOP
    }
    for number in root.iterfind("{*}num"):
        depth, top = depths.get(value(number, "numId")), tops.get(told(number, "abstractNumId"))
        if depth and top is not None:
            _put_below(top, str(depth))


def _put_below(top: etree._Element, depth: str) -> None:
    """Give a list its first level once more, in the place of a deeper one."""
    parent, level = top.getparent(), deepcopy(top)
    for other in list(top.itersiblings("{*}lvl")):
        if parent is not None and value(other, "ilvl") == depth:
            parent.remove(other)
    level.set(f"{{{etree.QName(top).namespace}}}ilvl", depth)
    for text in level.iterfind("{*}lvlText"):
        for name, said in text.items():
            text.set(name, str(said).replace("%1", f"%{int(depth) + 1}"))
    top.addnext(level)


TOLD_BY = ("word/styles.xml",)
MARKS = re.compile(rb"""val\s*=\s*["']list (?:bullet|number) [2-5]""", re.IGNORECASE)
WORD_DEPTHS = (
    Rewriting(re.compile(r"word/document\d*\.xml"), MARKS, _sink, TOLD_BY),
    Rewriting(re.compile(r"word/numbering\d*\.xml"), MARKS, _dig, TOLD_BY),
)
