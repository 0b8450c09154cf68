"""Small tables without rules: rows beside strips that are too narrow to part columns of text, but
whose words begin or end one below the other.
"""

from collections.abc import Iterator, Sequence
from statistics import mean

from aurora.infrastructure.documents.pdf.cells import Cell, cells_of, follows_markers, joined
from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.grids import CellWords, WordTable
from aurora.infrastructure.documents.pdf.runs import WIDE_LETTER
from aurora.infrastructure.documents.pdf.small import is_small_table
from aurora.infrastructure.documents.pdf.strips import Row, Strip, free_of
from aurora.infrastructure.documents.pdf.words import Word

TIGHT, LOOSE = 0.5, 0.9  # of the size is free between cells at least, and between those of code
FEWEST = 2  # rows
FULL = 10  # words more than three for each strip that a row holds is that of a text
NEAR = 1.5  # of it between rows at most
LARGER = 1.25  # than the other is none of two rows

Run = tuple[Sequence[Row], Sequence[Strip]]


def aligned(rows: Sequence[Row], extent: Box) -> Iterator[Row]:
    """Give rows, those of a small table as one that holds the table."""
    at = tried = 0
    while at < len(rows):
        run, strips = _run(rows, at, extent, TIGHT)
        if len(run) >= FEWEST and any(map(_is_coded, run)):
            run, strips = _run(rows, at, extent, LOOSE)
        cells = _cells(run, strips)
        if cells and is_small_table(cells):
            yield [_table(cells)]
            at += len(cells)
            continue
        end = at + max(len(run), 1)
        again = end != tried and len(run) > FEWEST
        end, tried = (at + 1, end) if again else (end, 0)
        yield from rows[at:end]
        at = end


def _run(rows: Sequence[Row], start: int, extent: Box, tight: float) -> Run:
    """Give rows from one on that leave the same strips free, and these."""
    least = tight * _size(rows[start])
    if not least or not all(_is_parted(row, least) for row in rows[start : start + 2]):
        return [], []
    free = free_of(rows[start], extent, least)
    end = start + 1
    while end < len(rows) and _is_next(rows[end - 1], rows[end]):
        shared = free.shared(free_of(rows[end], extent, least), least)
        if not shared.inner or (len(shared.inner) < len(free.inner) and end > start + 1):
            break
        free, end = shared, end + 1
    return rows[start:end], free.inner


def _is_parted(row: Row, least: float) -> bool:
    """Tell whether so much is free somewhere in a row, and whether it is no line of a text."""
    right, parts = row[0].box.right, 0
    for thing in row:
        parts += thing.box.left - right >= least
        right = thing.box.right
    return parts > 0 and len(row) <= FULL + 3 * parts


def _is_next(row: Row, below: Row) -> bool:
    small, large = sorted((_size(row), _size(below)))
    near = below[0].box.top - row[0].box.bottom < NEAR * large
    return near and 0 < large <= LARGER * small


def _is_coded(row: Row) -> bool:
    return any(isinstance(word, Word) and "c" in word.style for word in row)


def _size(row: Row) -> float:
    return row[0].size if isinstance(row[0], Word) else 0.0


def _cells(rows: Sequence[Row], strips: Sequence[Strip]) -> list[list[Cell]]:
    """Give rows as cells, up to the last one that has some beside the first; none of those that do
    not consist of words with narrow spaces between them.
    """
    if len(rows) < FEWEST or mean(map(len, rows)) > FULL + 3 * len(strips):
        return []
    beside = [at for at, row in enumerate(rows) if row[-1].box.left > strips[0][0]]
    rows = rows[: beside[-1] + 1] if beside else []
    words = [word for row in rows for word in row]
    if any(not isinstance(word, Word) or WIDE_LETTER.match(word.text) for word in words):
        return []
    strips = [strip for strip in strips if not follows_markers(rows, strip)]
    return [cells_of(row, strips) for row in rows] if strips and len(rows) >= FEWEST else []


def _table(cells: Sequence[list[Cell]]) -> WordTable:
    box = around([word.box for row in cells for cell in row for word in cell])
    return WordTable(box, tuple(tuple(map(CellWords, row)) for row in joined(cells)))
