"""Styles of characters that stand raised: by what they say themselves or what they are based on."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.word_markup import told, value

DEEPEST = 20  # styles that are based on one another
SUPERSCRIPT, OF_CHARACTERS = "superscript", "text"
RAISING = re.compile(r"[1-9]|super\b")  # how high; what is lowered is less than nothing
OPEN_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NAME, PARENT, FAMILY, POSITION = (
    f"{OPEN_STYLE}{name}" for name in ("name", "parent-style-name", "family", "text-position")
)


class Style(NamedTuple):
    """What a style is based on, and whether it raises, where it tells."""

    parent: str
    raises: bool | None


def word_styles(root: etree._Element) -> frozenset[str]:
    """Give the ids of styles of Word that raise."""
    return _raising(
        {
            value(style, "styleId"): Style(told(style, "basedOn"), raises(style.find("{*}rPr")))
            for style in root.iterfind("{*}style")
        }
    )


def raises(looks: etree._Element | None) -> bool | None:
    """Tell whether the looks of a run raise it; nothing where they do not tell."""
    aligned = None if looks is None else looks.find("{*}vertAlign")
    return None if aligned is None else SUPERSCRIPT in map(str, aligned.attrib.values())


def open_styles(*roots: etree._Element) -> frozenset[str]:
    """Give the names of styles of an OpenDocument that raise, told by some of its parts."""
    return _raising(
        {
            style.get(NAME, ""): Style(style.get(PARENT, ""), _positioned(style))
            for root in roots
            for style in root.iterfind("{*}*/{*}style")
            if style.get(FAMILY) == OF_CHARACTERS
        }
    )


def _positioned(style: etree._Element) -> bool | None:
    said = [looks.get(POSITION) for looks in style.iterfind("{*}text-properties")]
    positions = [position for position in said if position]
    return bool(RAISING.match(positions[0])) if positions else None


def _raising(styles: Mapping[str, Style]) -> frozenset[str]:
    return frozenset(name for name in styles if name and _raises(name, styles))


def _raises(name: str, styles: Mapping[str, Style]) -> bool:
    for _ in range(DEEPEST):
        style = styles.get(name)
        if style is None:
            return False
        if style.raises is not None:
            return style.raises
        name = style.parent
    return False
