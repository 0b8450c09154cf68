"""Sheets whose cells stand far apart, with one empty row or column where many are."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, pairwise

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.places import PLACE, letters, number

WIDEST = 2  # steps from what is told to what is told next
VALUES = ("{*}v", "{*}is")


class Axis:
    """Where what stands in some rows or columns stands when the gaps between them are closed."""

    def __init__(self, told: Iterable[int]) -> None:
        self._old = [0, *sorted(set(told))]
        steps = (min(after - before, WIDEST) for before, after in pairwise(self._old))
        self._new = list(accumulate(steps, initial=0))

    def first(self, place: int) -> int:
        """Give where something begins, which may be in a gap."""
        at = bisect_right(self._old, place) - 1
        return self._new[at] + (place > self._old[at])

    def last(self, place: int) -> int:
        """Give where something ends: before a gap that it reaches into."""
        return self._new[bisect_right(self._old, place) - 1]


def _close(root: etree._Element) -> None:
    cells = list(_cells(root))
    rows, columns = Axis(at for _, at, _ in cells), Axis(at for _, _, at in cells)
    for row in root.iterfind("{*}sheetData/{*}row"):
        row.set("r", str(rows.first(int(row.get("r", "0")))))
    for cell, line, column in cells:
        cell.set("r", f"{letters(columns.first(column))}{rows.first(line)}")
    _leave(root, {cell for cell, _, _ in cells})
    for looks in root.iterfind("{*}cols/{*}col"):
        looks.set("min", str(columns.first(int(looks.get("min", "1")))))
        looks.set("max", str(columns.last(int(looks.get("max", "1")))))
    for joined in root.iterfind("{*}mergeCells"):
        joined[:] = [one for one in joined if _is_joined(one, rows, columns)]


def _leave(root: etree._Element, told: Set[etree._Element]) -> None:
    """Leave these cells alone, and the rows that they are in."""
    for rows in root.iterfind("{*}sheetData"):
        for row in rows:
            row[:] = [cell for cell in row if cell in told]
        rows[:] = [row for row in rows if len(row)]


def _is_joined(cells: etree._Element, rows: Axis, columns: Axis) -> bool:
    """Put joined cells into their place, and tell whether there are any left."""
    places = PLACE.findall(cells.get("ref", ""))
    if len(places) < 2:
        return False
    (begin, above), (end, below) = places[:2]
    left, right = columns.first(number(begin)), columns.last(number(end))
    top, bottom = rows.first(int(above)), rows.last(int(below))
    cells.set("ref", f"{letters(left)}{top}:{letters(right)}{bottom}")
    return left <= right and top <= bottom


def _cells(root: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
    """Give the cells that tell something, each with its row and column."""
    for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
        place = PLACE.fullmatch(cell.get("r", ""))
        if place and any(cell.find(name) is not None for name in VALUES):
            yield cell, int(place[2]), number(place[1])


SHEET_GAPS = Rewriting(
    parts=re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE),
    marks=re.compile(rb"[:<]c\s"),
    change=_close,
)
