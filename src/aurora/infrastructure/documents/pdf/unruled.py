"""Rows of a drawn table that no rule parts: words of its cells that stand on the same lines."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.lines import rows
from aurora.infrastructure.documents.pdf.words import Word

FEWEST = 2  # cells whose words stand on all lines
SURE = 3  # lines of words that are rows; of two, both may be one text
SPACE, MARGIN = 0.25, 1.0  # of the size: between words, and beside them at most
FIGURE = re.compile(r"[^\w\s]{0,2}\s?[^\w\s]?\d(?:[\d.,:'’/\s−–-]*\d)?\s?[^\w\s.,:/−–-]{0,2}|[-–—]")


class CellArea(NamedTuple):
    """A cell as it is drawn, and what stands in it."""

    box: Box
    words: Sequence[Word]


class Column(NamedTuple):
    """What stands in a cell, line by line, and how much room there is for a line."""

    room: float
    lines: Sequence[Sequence[Word]]

    @property
    def figured(self) -> bool:
        """Whether its lines are figures, but for a title above some."""
        at_first = len(self.lines) >= SURE
        return all(map(is_figure, self.lines[at_first:]))

    @property
    def listed(self) -> bool:
        """Whether every line ends though the next word had room on it."""
        return all(self._has_room(above, below) for above, below in pairwise(self.lines))

    @property
    def wrapped(self) -> bool:
        """Whether a line goes on with a word that had no room on the one before."""
        return any(
            below[0].text[:1].islower() and not self._has_room(above, below)
            for above, below in pairwise(self.lines)
        )

    def _has_room(self, above: Sequence[Word], below: Sequence[Word]) -> bool:
        word = below[0]
        taken = around([one.box for one in above]).width + SPACE * word.size
        return taken + word.box.width <= self.room


def unruled(cells: Sequence[CellArea]) -> list[float]:
    """Give where rules are missing across a drawn row, from above: most of its cells have words on
    the same lines, and these are no text that goes on from line to line.
    """
    filled = [_column(cell) for cell in cells if cell.words]
    lines = rows([word for cell in cells for word in cell.words])
    whole = [column for column in filled if len(column.lines) == len(lines)]
    if len(lines) < 2 or len(whole) < FEWEST or 2 * len(whole) <= len(filled):
        return []
    return _between(lines) if _are_rows(whole, len(lines)) else []


def _column(cell: CellArea) -> Column:
    inner = around([word.box for word in cell.words])
    free = min(inner.left - cell.box.left, cell.box.right - inner.right)
    margin = min(max(free, 0), MARGIN * cell.words[0].size)
    return Column(cell.box.width - 2 * margin, rows(cell.words))


def _are_rows(columns: Sequence[Column], lines: int) -> bool:
    figured = sum(column.figured for column in columns)
    if 2 * figured >= len(columns) or (figured and lines >= SURE):
        return True
    listed = sum(column.listed for column in columns)
    wrapped = sum(column.wrapped for column in columns)
    return lines >= SURE and listed > wrapped and 2 * listed >= len(columns)


def _between(lines: Sequence[Sequence[Word]]) -> list[float]:
    boxes = [around([word.box for word in line]) for line in lines]
    return [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]


def is_figure(line: Sequence[Word]) -> bool:
    """Tell whether words are a number with what is written beside it, or a dash for one."""
    return FIGURE.fullmatch(" ".join(word.text for word in line)) is not None
