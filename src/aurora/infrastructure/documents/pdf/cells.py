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

SPACE = 0.25  # of the size: between words
Cell = tuple[Word, ...]


def cells_of(row: Sequence[object], strips: Sequence[Strip]) -> list[Cell]:
    """Give what stands between strips, an empty cell where there is nothing."""
    cells: list[list[Word]] = [[] for _ in range(len(strips) + 1)]
    for word in row:
        if isinstance(word, Word):
            cells[side_of(word, strips)].append(word)
    return [as_read(cell) for cell in cells]


def joined(cells: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Join to its row what goes on below it: lines close by that have no word in the first column,
    or none beside it and words for which there was no room above.
    """
    right = max((word.box.right for row in cells for word in row[0]), default=0.0)
    whole: list[list[Cell]] = []
    for row in cells:
        if whole and _close(whole[-1], row) and (not row[0] or _is_rest(whole[-1], row, right)):
            whole[-1] = [above + below for above, below in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return whole


def _is_rest(above: Sequence[Cell], below: Sequence[Cell], right: float) -> bool:
    """Tell whether the first cell of a row goes on in the one below, in the middle of a sentence
    and as there was no room for the next word.
    """
    alone = bool(above[0]) and not any(below[1:]) and any(above[1:])
    if not alone or not below[0][0].text[:1].islower():
        return False
    last, word = above[0][-1].box, below[0][0]
    return last.right + SPACE * word.size + word.box.width > right


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
