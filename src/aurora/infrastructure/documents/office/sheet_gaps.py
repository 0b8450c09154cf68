"""Sheets whose cells stand far apart, with one empty row or column where many are."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate, pairwise
from typing import NamedTuple

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.places import PLACE, letters, number

SPARSE = 10  # rows for each that is told
WIDEST = 2  # steps from what is told to what is told next
VALUES = ("{*}v", "{*}is")


class Told(NamedTuple):
    """A cell that says something, its row and its column."""

    cell: etree._Element
    row: int
    column: int


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
    _move(root, cells, Axis(at for _, at, _ in cells), Axis(at for _, _, at in cells))


def _close_rows(root: etree._Element) -> None:
    """Close the gaps between rows where most are empty."""
    cells = list(_cells(root))
    rows = {at for _, at, _ in cells}
    placed = all(one.get("r") for one in root.iterfind("{*}sheetData//{*}c"))
    if placed and rows and len(rows) * SPARSE < max(rows):
        _move(root, cells, Axis(rows), Axis(range(1, max(at for _, _, at in cells) + 1)))


def _move(root: etree._Element, cells: Sequence[Told], rows: Axis, columns: Axis) -> None:
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


def _cells(root: etree._Element) -> Iterator[Told]:
    """Give the cells that tell something, each with its row and column."""
    for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
        place = PLACE.fullmatch(cell.get("r", ""))
        if place and any(cell.find(name) is not None for name in VALUES):
            yield Told(cell, int(place[2]), number(place[1]))


SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
SHEET_GAPS = Rewriting(
    parts=SHEETS,
    marks=re.compile(rb"[:<]c\s"),
    change=_close,
)
ROW_GAPS = Rewriting(  # where rows stand beyond the first 50,000
    parts=SHEETS,
    marks=re.compile(rb"""\br\s*=\s*["'](?:[5-9]\d{4}|1?\d{6})["']"""),
    change=_close_rows,
)
