"""Which cells beside and below each other are a small table, and no text in columns, list or
form.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from aurora.infrastructure.documents.pdf.cells import Cell
from aurora.infrastructure.documents.pdf.frame import around
from aurora.infrastructure.documents.pdf.untabular import (
    columns_of_cells,
    is_counted,
    is_figured,
    is_no_table,
    text_of_cell,
)

FEWEST, SURE = 2, 3  # rows and columns, and rows that need no other sign
SHARED = 0.5  # of the rows have words in two columns
OFF = 0.25  # of the size: what begins or ends one below the other
SHORT, BRIEF, LONG = 3.6, 8, 10.0  # words of a cell in most columns, beside a name, and at most
WIDER, SPACE = 1.8, 0.33  # than between words is free between cells, and usually, of the size
GOES_ON = 0.34  # of the cells of a column begin in the middle of a sentence, or it is text
NO_CELL = re.compile(r".*(?:_{3,}|\.{4,}|(?:\. ){3,}).*|(?:[.·…] ?)+")
LETTER = re.compile(r"[^\W\d_]")


def is_small_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether rows of cells are a table."""
    shared = [row for row in rows if sum(map(bool, row)) > 1]
    if len(shared) < max(FEWEST, SHARED * len(rows)) or len(rows[0]) < FEWEST:
        return False
    columns = columns_of_cells(rows)
    if any(len(column) < FEWEST for column in columns) or not _are_brief(columns):
        return False
    return (
        all(map(_is_aligned, columns))
        and not any(map(_is_text, columns))
        and _may_be_cells(columns)
        and not is_counted(columns)
        and not is_no_table(rows)
        and _is_parted(rows)
        and (len(shared) >= SURE or _has_sign(columns))
    )


def _are_brief(columns: Sequence[Sequence[Cell]]) -> bool:
    *others, longest = sorted(mean(map(len, column)) for column in columns)
    return longest <= LONG and all(length <= SHORT for length in others)


def _is_aligned(column: Sequence[Cell]) -> bool:
    """Tell whether cells begin one below the other, or end so, figures also around one middle; a
    title above them may stand otherwise.
    """
    cells = column[1:] if len(column) >= SURE else column
    boxes = [around([word.box for word in cell]) for cell in cells]
    edges = [[box.left for box in boxes], [box.right for box in boxes]]
    if is_figured(cells):
        edges.append([box.middle[0] for box in boxes])
    return any(max(edge) - min(edge) <= OFF * cells[0][0].size for edge in edges)


def _is_text(column: Sequence[Cell]) -> bool:
    """Tell whether sentences go on from cell to cell."""
    going = sum(
        below[0].text[:1].islower() and len(above) > SHORT for above, below in pairwise(column)
    )
    return going > GOES_ON * (len(column) - 1)


def _may_be_cells(columns: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether there are letters among the cells, not all of them of code, and neither leaders
    nor lines to write on.
    """
    if all("c" in word.style for column in columns for cell in column for word in cell):
        return False
    texts = [text_of_cell(cell) for column in columns for cell in column]
    return any(map(LETTER.search, texts)) and not any(map(NO_CELL.fullmatch, texts))


def _is_parted(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether more is free between cells than between words within them."""
    within = [b.box.left - a.box.right for row in rows for cell in row for a, b in pairwise(cell)]
    filled = [[cell for cell in row if cell] for row in rows]
    between = [b[0].box.left - a[-1].box.right for row in filled for a, b in pairwise(row)]
    usual = SPACE * max(word.size for row in filled for cell in row for word in cell)
    return min(between) > WIDER * max(median(within or [usual]), usual)


def _has_sign(columns: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether two rows are a table by more than where they stand: figures, labels, a title in
    bold, or names with something short beside them.
    """
    first, *others = columns
    bold = [all("b" in word.style for column in columns for word in column[at]) for at in (0, -1)]
    return (
        any(map(is_figured, columns))
        or all(cell[-1].text.endswith(":") for cell in first)
        or bold == [True, False]
        or (
            len(others) == 1 and max(map(len, first)) <= SHORT and max(map(len, others[0])) <= BRIEF
        )
    )
