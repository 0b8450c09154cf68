"""What stands in columns and is no table: forms, lists, indexes, numbered lines, addresses."""

import re
from collections.abc import Sequence
from itertools import pairwise

from aurora.infrastructure.documents.pdf.cells import Cell
from aurora.infrastructure.documents.pdf.marks import BULLET, NUMBER

BESIDE, SURE = 2, 3  # columns of addresses, and lines by which they are known
DIGIT, DIGITS = re.compile(r"\d"), 3
WORD = re.compile(r"[^\W\d_]{2}")
FIGURED = re.compile(r"[^\w\s]{0,2}\d|[^\w\s]$")
INDEXED = re.compile(r".*\D,\s\d+(?:[,–-]\s?\d+)*")
MARK = re.compile(r"[\[(](?:[\w.\[\]-]{1,8})[\])]|(?:[A-Z]|\d{1,2})(?:\.\[?\d{1,3}\]?)+\.?|[^\w\s]")
FORMULA = re.compile(r"\([A-Z]?[\d.]{1,6}\)")


def is_no_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether rows of cells are something else."""
    return _is_list(columns_of_cells(rows)) or _are_blocks(rows)


def columns_of_cells(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Give the cells of each column that hold something."""
    return [[row[at] for row in rows if row[at]] for at in range(len(rows[0]))]


def is_figured(column: Sequence[Cell]) -> bool:
    """Tell whether cells begin with figures."""
    return all(FIGURED.match(cell[0].text) for cell in column)


def text_of_cell(cell: Cell) -> str:
    """Give what a cell says."""
    return " ".join(word.text for word in cell)


def _is_list(columns: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the columns are labels of a form, items or an index."""
    texts = [[text_of_cell(cell) for cell in column] for column in columns]
    labelled = sum(all(text.endswith(":") for text in column) for column in texts)
    return (
        labelled > 1
        or any(map(_are_items, columns[1:]))
        or any(len(cell) > 1 and BULLET.fullmatch(cell[0].text) for cell in columns[0])
        or all(sum(map(bool, map(INDEXED.fullmatch, column))) * 2 > len(column) for column in texts)
    )


def _are_items(column: Sequence[Cell]) -> bool:
    marks = [cell[0].text for cell in column if len(cell) > 1]
    marked = sum(bool(BULLET.fullmatch(mark) or NUMBER.fullmatch(mark)) for mark in marks)
    return 2 * marked > len(column)


def is_counted(columns: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether lines, items or formulas have their numbers or marks in one column, and no
    figures stand beside them.
    """
    first, last = ([text_of_cell(cell) for cell in columns[at]] for at in (0, -1))
    numbers = [int(text) for text in first if text.isdecimal() and len(text) <= DIGITS]
    counted = len(numbers) == len(first) and all(b - a == 1 for a, b in pairwise(numbers))
    marked = counted or all(map(MARK.fullmatch, first)) or all(map(FORMULA.fullmatch, last))
    return marked and not any(map(is_figured, columns[1:]))


def _are_blocks(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether two columns are alike line by line, as addresses beside each other: lines with
    numbers among their words stand beside such.
    """
    texts = [[text_of_cell(cell) for cell in row] for row in rows]
    if len(rows) < SURE or any(len(row) != BESIDE for row in texts):
        return False
    numbered = [[bool(DIGIT.search(text)) for text in row] for row in texts]
    worded = all(WORD.search(text) for row in texts for text in row)
    alike = all(first == second for first, second in numbered)
    return worded and alike and len(set(map(tuple, numbered))) > 1
