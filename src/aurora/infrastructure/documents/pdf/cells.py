"""Cells of rows that strips part, and the rows that are one."""

import re
from collections.abc import Sequence

from aurora.infrastructure.documents.pdf.marks import BULLETS
from aurora.infrastructure.documents.pdf.mirror import as_read
from aurora.infrastructure.documents.pdf.strips import Row, Strip, side_of
from aurora.infrastructure.documents.pdf.words import Word

MARKER = re.compile(
    rf"[—{BULLETS}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxlc]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,3}})+\.?"
)

Cell = tuple[Word, ...]


def cells_of(row: Sequence[object], strips: Sequence[Strip]) -> list[Cell]:
    """Give what stands between strips, an empty cell where there is nothing."""
    cells: list[list[Word]] = [[] for _ in range(len(strips) + 1)]
    for word in row:
        if isinstance(word, Word):
            cells[side_of(word, strips)].append(word)
    return [as_read(cell) for cell in cells]


def joined(cells: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Join to its row what goes on below it: lines close by that have no word in the first
    column.
    """
    whole: list[list[Cell]] = []
    for row in cells:
        if whole and not row[0] and _close(whole[-1], row):
            whole[-1] = [above + below for above, below in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return whole


def _close(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    bottom = max(word.box.bottom for cell in above for word in cell)
    first = [word for cell in below for word in cell]
    return min(word.box.top for word in first) - bottom < 0.3 * first[0].box.height


def follows_markers(rows: Sequence[Row], strip: Strip) -> bool:
    """Tell whether what stands before the strip are the marks of items alone."""
    before = [[thing for thing in row if thing.box.middle[0] < strip[0]] for row in rows]
    return all(
        not row
        or (len(row) == 1 and isinstance(row[0], Word) and bool(MARKER.fullmatch(row[0].text)))
        for row in before
    )
