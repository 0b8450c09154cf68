"""Tables as grids: every row with as many cells, however the cells span."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from aurora.domains.blocks import Cell, Runs, Table, said

ENOUGH, GROWTH = 10_000, 8
SPANNED_COLUMNS = 500


Span: TypeAlias = tuple[int, int]
ALONE: Span = (1, 1)


class Given(NamedTuple):
    """A cell as the page gives it."""

    runs: Runs
    rows: int = 1
    columns: int = 1


class Placed(NamedTuple):
    """A cell where it has its place."""

    row: int
    column: int
    cell: Given


def even(
    runs: Sequence[Sequence[Runs]], spans: Sequence[Sequence[Span]], headers: int
) -> Table | None:
    """Give the table where every cell says something and spans no other, and every row has as many,
    as most tables are; None where it takes a grid. Runs that say nothing are to be empty.
    """
    lengths = set(map(len, runs))
    if len(lengths) != 1 or 0 in lengths or not all(map(all, runs)):
        return None
    if any(one != ALONE for row in spans for one in row):
        return None
    return Table(rows=tuple(tuple(map(Cell, line)) for line in runs), headers=headers)


def grid(rows: Sequence[Sequence[Given]], headers: int) -> Table | None:
    """Give the table without the rows and columns in which nothing begins; None where most of it
    would be empty.
    """
    placed = [one for one in _placed(rows) if said(one.cell.runs).strip()]
    kept_rows = sorted({one.row for one in placed})
    kept_columns = sorted({one.column for one in placed})
    if len(kept_rows) * len(kept_columns) > max(ENOUGH, GROWTH * len(placed)):
        return None
    row_at = {row: number for number, row in enumerate(kept_rows)}
    column_at = {column: number for number, column in enumerate(kept_columns)}
    filled = [[Cell()] * len(kept_columns) for _ in kept_rows]
    for row, column, cell in placed:
        spans = _spanned(kept_rows, row, cell.rows), _spanned(kept_columns, column, cell.columns)
        filled[row_at[row]][column_at[column]] = Cell(cell.runs, *spans)
    titles = sum(row < headers for row in kept_rows)
    return Table(rows=tuple(map(tuple, filled)), headers=titles)


def _placed(rows: Sequence[Sequence[Given]]) -> Iterable[Placed]:
    """Put each cell in the first free column of its row (https://html.spec.whatwg.org/#forming-a-table)."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            end = column + cell.columns
            if cell.rows > 1 and end > SPANNED_COLUMNS:
                cell = cell._replace(rows=1)
            yield Placed(number, column, cell)
            if cell.rows > 1:
                taken.update(dict.fromkeys(range(column, end), number + cell.rows))
            column = end


def _spanned(kept: Sequence[int], start: int, length: int) -> int:
    """Tell over how many of the kept ones a cell goes that begins in one of them."""
    if length == 1:
        return 1
    return bisect_left(kept, start + length) - bisect_left(kept, start)
