"""What paragraphs of Word are by their own properties, their styles and their lists (ECMA-376, part
1, 17.3.1 and 17.9).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.word_markup import told, value

DEEPEST = 20  # styles that are based on one another
BULLET, NONE, BLANK = "bullet", "none", "blank"
NO_TITLE = "9"  # as a level of the outline
TITLE = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
CONTINUING = re.compile(r"list continue(?: \d)?", re.IGNORECASE)
NUMBER = re.compile(r"-?\d{1,6}")
SIDES = ("left", "start")
ON = frozenset({"1", "true", "on"})


class Level(NamedTuple):
    """A level of a list: how far it is indented, where it tells, what stands before its items, and
    the style that goes with it.
    """

    left: int | None = None
    kind: str = BULLET
    style: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether a number or a bullet is seen before its items."""
        return self.kind not in (NONE, BLANK)


class Place(NamedTuple):
    """In which list a paragraph stands, and on which level of it."""

    list: str
    level: Level


class Paragraphs:
    """What styles and lists of a document make of its paragraphs."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        self._styles = {value(one, "styleId"): one for one in styles.iterfind("{*}style")}
        self._usual = next((id for id, one in self._styles.items() if _is_usual(one)), "")
        kept = {
            value(one, "abstractNumId"): _levels(one.iterfind("{*}lvl"))
            for one in numbering.iterfind("{*}abstractNum")
        }
        self._lists = {
            value(one, "numId"): {
                **kept.get(told(one, "abstractNumId"), {}),
                **_levels(one.iterfind("{*}lvlOverride/{*}lvl")),
            }
            for one in numbering.iterfind("{*}num")
        }

    def place(self, paragraph: etree._Element) -> Place | None:
        """Tell where a paragraph stands that is of a list."""
        chain = [paragraph, *self._chain(paragraph)]
        number = next(filter(None, (told(one, "pPr/numPr/numId") for one in chain)), "")
        levels = self._lists.get(number)
        if levels is None:
            return None
        names = {value(one, "styleId") for one in chain[1:]}
        bound = next((at for at, level in levels.items() if level.style in names), "0")
        return Place(number, levels.get(told(paragraph, "pPr/numPr/ilvl") or bound, Level()))

    def left(self, paragraph: etree._Element, place: Place | None) -> int:
        """Tell how far a paragraph is indented, in twentieths of a point: what it says itself goes
        before its list, and that before its style, unless that puts it into the list.
        """
        styled = [_left(style) for style in self._chain(paragraph)]
        listed = place.level.left if place else None
        own = told(paragraph, "pPr/numPr/numId")
        told_by = (_left(paragraph), *((listed, *styled) if own else (*styled, listed)))
        return next((left for left in told_by if left is not None), 0)

    def is_title(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph is a title."""
        chain = [paragraph, *self._chain(paragraph)]
        outlined = filter(None, (told(one, "pPr/outlineLvl") for one in chain))
        named = any(TITLE.fullmatch(told(style, "name")) for style in chain)
        return named or next(outlined, NO_TITLE) != NO_TITLE

    def goes_on(self, paragraph: etree._Element, place: Place | None) -> bool:
        """Tell whether a paragraph is there to go on with an item of a list, whatever follows."""
        if place:
            return place.level.kind == BLANK
        return any(CONTINUING.fullmatch(told(one, "name")) for one in self._chain(paragraph))

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Give the style of a paragraph, and those that it is based on."""
        name = told(paragraph, "pPr/pStyle") or self._usual
        for _ in range(DEEPEST):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            name = told(style, "basedOn")


def is_blank(level: etree._Element) -> bool:
    """Tell whether nobody sees the bullets of a level."""
    pictured = level.find("{*}lvlPicBulletId") is not None
    told_blank = level.find("{*}lvlText") is not None and not told(level, "lvlText").strip()
    return told(level, "numFmt") == BULLET and told_blank and not pictured


def _levels(levels: Iterable[etree._Element]) -> dict[str, Level]:
    return {value(one, "ilvl"): _level(one) for one in levels}


def _level(level: etree._Element) -> Level:
    kind = BLANK if is_blank(level) else told(level, "numFmt") or BULLET
    return Level(_left(level), kind, told(level, "pStyle"))


def _left(element: etree._Element) -> int | None:
    """Give the indent that properties of a paragraph tell."""
    indent = element.find("{*}pPr/{*}ind")
    said = [] if indent is None else [value(indent, side) for side in SIDES]
    return next((int(number) for number in said if NUMBER.fullmatch(number)), None)


def _is_usual(style: etree._Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ON
