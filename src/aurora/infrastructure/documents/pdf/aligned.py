"""Small tables without rules: rows beside strips that are too narrow to part columns of text, but
whose words begin or end one below the other.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from aurora.infrastructure.documents.pdf.cells import Cell, cells_of, follows_markers, joined
from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.grids import CellWords, WordTable
from aurora.infrastructure.documents.pdf.runs import WIDE_LETTER
from aurora.infrastructure.documents.pdf.small import is_small_table
from aurora.infrastructure.documents.pdf.strips import Row, Strip, common, free_of
from aurora.infrastructure.documents.pdf.words import Word

TIGHT, LOOSE = 0.5, 0.9  # of the size is free between cells at least, and between those of code
FEWEST = 2  # rows
FULL = 10  # words more than three for each strip that a row holds is that of a text
NEAR = 1.5  # of it between rows at most
LARGER = 1.25  # than the other is none of two rows

Run = tuple[Sequence[Row], Sequence[Strip]]


def aligned(rows: Sequence[Row], extent: Box) -> Iterator[Row]:
    """Give rows, those of a small table as one that holds the table."""
    gaps = [_gaps(row) for row in rows]
    at = tried = 0
    while at < len(rows):
        cells: list[list[Cell]] = []
        end = at + 1
        if gaps[at] and common(gaps[at], gaps[end] if end < len(rows) else [], 0):
            run, strips = _run(rows, at, extent)
            cells, end = _cells(run, strips), at + len(run)
            if not (cells and is_small_table(cells)):
                cells = _titled(rows, at, extent)
        if cells:
            yield [_table(cells)]
            at += len(cells)
            continue
        again = end != tried and end - at > FEWEST
        end, tried = (at + 1, end) if again else (end, 0)
        yield from rows[at:end]
        at = end


def _titled(rows: Sequence[Row], at: int, extent: Box) -> list[list[Cell]]:
    """Give the cells of a small table and those of its titles above, which may reach into what is
    free between columns: titles stand at the left, and figures below them at the right.
    """
    if at + 1 >= len(rows) or not _is_next(rows[at], rows[at + 1]):
        return []
    run, strips = _run(rows, at + 1, extent)
    cells = _cells(run, strips)
    titles = _titles(rows[at], strips)
    told = bool(titles and cells) and len(titles) == len(cells[0]) and is_small_table(cells)
    return [titles, *cells] if told else []


def _titles(row: Row, strips: Sequence[Strip]) -> list[Cell]:
    """Give the titles of a row, one for each column or for each but the first; none if these are
    not such.
    """
    words = [word for word in row if isinstance(word, Word)]
    starts = [at for at, gap in enumerate(_free(row), 1) if gap >= TIGHT * _size(row)]
    titles = [tuple(words[start:end]) for start, end in pairwise([0, *starts, len(words)])]
    blank = len(strips) + 1 - len(titles)
    if blank not in (0, 1) or len(words) < len(row):
        return []
    lefts = [-math.inf, *(strip[0] for strip in strips)][blank:]
    rights = [*(strip[1] for strip in strips), math.inf][blank:]
    boxes = [around([word.box for word in title]) for title in titles]
    within = [
        a <= box.left and box.right <= b for a, box, b in zip(lefts, boxes, rights, strict=True)
    ]
    return [()] * blank + titles if all(within) else []


def _free(row: Row) -> list[float]:
    return [after.box.left - before.box.right for before, after in pairwise(row)]


def _gaps(row: Row) -> Sequence[Strip]:
    """Give what is free between the words of a row that may be cells, none of a line of text."""
    least, right = TIGHT * _size(row), row[0].box.right
    gaps: list[Strip] = []
    for thing in row if least else []:
        if thing.box.left - right >= least:
            gaps.append((right, thing.box.left))
        right = thing.box.right
    return gaps if len(row) <= FULL + 3 * len(gaps) else []


def _run(rows: Sequence[Row], start: int, extent: Box) -> Run:
    """Give rows from one on that leave the same strips free, and these."""
    run, strips = _sharing(rows, start, extent, TIGHT)
    coded = any("c" in word.style for row in run for word in row if isinstance(word, Word))
    return _sharing(rows, start, extent, LOOSE) if coded else (run, strips)


def _sharing(rows: Sequence[Row], start: int, extent: Box, tight: float) -> Run:
    least = tight * _size(rows[start])
    free = free_of(rows[start], extent, least)
    end = start + 1
    while end < len(rows) and _is_next(rows[end - 1], rows[end]):
        shared = free.shared(free_of(rows[end], extent, least), least)
        if not shared.inner or (len(shared.inner) < len(free.inner) and end > start + 1):
            break
        free, end = shared, end + 1
    return rows[start:end], free.inner


def _is_next(row: Row, below: Row) -> bool:
    small, large = sorted((_size(row), _size(below)))
    near = below[0].box.top - row[0].box.bottom < NEAR * large
    return near and 0 < large <= LARGER * small


def _size(row: Row) -> float:
    return row[0].size if isinstance(row[0], Word) else 0.0


def _cells(rows: Sequence[Row], strips: Sequence[Strip]) -> list[list[Cell]]:
    """Give rows as cells, up to the last one that has some beside the first; none of those that do
    not consist of words with narrow spaces between them.
    """
    if len(rows) < FEWEST or not strips or mean(map(len, rows)) > FULL + 3 * len(strips):
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
