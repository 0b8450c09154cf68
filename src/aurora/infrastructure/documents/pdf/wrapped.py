"""Titles of a table of contents that take several lines."""

from collections.abc import Iterator, Sequence

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.lines import apart
from aurora.infrastructure.documents.pdf.strips import Row

OFF = 1.0  # of the size: as much before the pages a line ends that goes on
CLOSE = 1.0  # of it between lines of one title at most
WRAPPED = 0.6  # of the width of all entries that a line which goes on takes at least


def whole(rows: Sequence[Row], ends: Sequence[bool]) -> Iterator[Row]:
    """Give entries as one row each, told which rows end in a page."""
    row: Row = []
    for at, is_end in enumerate(ends):
        row = [*row, *rows[at]]
        if is_end or not goes_on(rows[at], rows[at + 1 :]):
            yield row
            row = []


def goes_on(row: Row, below: Sequence[Row]) -> bool:
    """Tell whether a row is long, but not as long as the others, and close to the next, as that of
    a title which goes on there.
    """
    left, _, right, _ = around_rows([row, *below])
    box, size = around([thing.box for thing in row]), row[0].box.height
    close = apart(row, below[0]) < CLOSE * size
    before_pages = box.right < right - OFF * size
    return close and before_pages and box.right - left >= WRAPPED * (right - left)


def around_rows(rows: Sequence[Row]) -> Box:
    """Give the smallest box that holds all of them."""
    return around([thing.box for row in rows for thing in row])
