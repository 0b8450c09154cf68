"""The rows of a CSV, also where a cell begins with a quote that nothing closes."""

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from io import StringIO

LONGEST_CELL = 1_000_000
MOST_OPEN = 200  # quotes that nothing closes: for each the lines behind it are read again


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """Give the rows; raises csv.Error."""
    csv.field_size_limit(LONGEST_CELL)
    return Rows(list(StringIO(text, newline="")), delimiter).all()


class Rows:
    """Reads lines, those strictly that keep to the rules."""

    def __init__(self, lines: Sequence[str], delimiter: str) -> None:
        self._lines, self._left = lines, MOST_OPEN
        self._read = partial(csv.reader, delimiter=delimiter, skipinitialspace=True)

    def all(self) -> Iterator[list[str]]:
        """Give the rows; raises csv.Error."""
        at = 0
        while at < len(self._lines):
            begun = at
            found = self._read(self._from(at), strict=True)
            try:
                for row in found:
                    at = begun + found.line_num
                    yield row
            except csv.Error:
                row, lines = self._loose(at)
                at += lines
                yield row

    def _loose(self, at: int) -> tuple[list[str], int]:
        """Give a row that breaks the rules, and of how many lines it is: of one, where those that
        its last cell would take in are rows like it, or like the first one.
        """
        found = self._read([self._lines[at]] if not self._left else self._from(at))
        try:
            row = next(found)
        except csv.Error:
            return next(self._read([self._lines[at]])), 1
        if found.line_num == 1:
            return row, 1
        self._left -= 1
        widths = {self._width(line) for line in range(at + 1, at + found.line_num)}
        alone = list(self._alone(at))
        alike = [one for one in alone if len(one) > 1 and len(one) in widths]
        if not alike and self._width(0) > 1 and self._width(0) in widths:
            alike = alone
        return (alike[0], 1) if alike else (row, found.line_num)

    def _alone(self, at: int) -> Iterator[list[str]]:
        """Give a line as a row, with a quote that opens its last cell, and without that quote."""
        row = next(self._read([self._lines[at]]))
        yield row
        yield [*row[:-1], *next(self._read(row[-1:]), [])]

    def _width(self, at: int) -> int:
        return len(next(self._read([self._lines[at]]), []))

    def _from(self, at: int) -> Iterator[str]:
        return (self._lines[line] for line in range(at, len(self._lines)))
