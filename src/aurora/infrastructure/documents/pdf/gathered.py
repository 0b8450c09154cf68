"""Columns of text with all lines that belong to them, also those that stand beside each other as
what is above or below them happens to do.
"""

from collections import deque
from collections.abc import Sequence

from aurora.infrastructure.documents.pdf.columns import Band, bands, columns_of
from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import apart
from aurora.infrastructure.documents.pdf.prose import parts_text
from aurora.infrastructure.documents.pdf.strips import Row, common, free_of

GRAZED = 0.25  # of the width of a strip is left beside a line that is too long
HEADING = 2.5  # of it is the most that is left free below headings that begin all columns


class TextColumns:
    """A band that parts text, and the rows that it takes from its neighbours: those that leave its
    strips free and do not stand apart.
    """

    def __init__(self, band: Band, extent: Box, least: float) -> None:
        self._rows, self._strips = deque(band.rows), band.strips
        self._lefts = [min(one.box.left for one in column) for column in columns_of(band)]
        self._extent, self._least = extent, least

    @property
    def band(self) -> Band:
        """The band with what it took."""
        return Band(list(self._rows), self._strips)

    def above(self, other: Band) -> list[Band]:
        """Take rows of the band above, of text all or none, and give what is left."""
        left, strips = list(other.rows), self._strips
        while left and self._takes(left[-1], self._rows[0]):
            self._rows.appendleft(left.pop())
        if left and parts_text(other):
            for _ in other.rows[len(left) :]:
                self._rows.popleft()
            self._strips = strips
            return [other]
        while left and len(left) < len(other.rows) and self._is_nearer(left[-1]):
            left.append(self._rows.popleft())
        return bands(left, self._extent, self._least)

    def below(self, other: Band) -> list[Band]:
        """Take rows of the band below, and give what is left."""
        left = deque(other.rows)
        while left and self._takes(left[0], self._rows[-1]):
            self._rows.append(left.popleft())
        return bands(left, self._extent, self._least)

    def _takes(self, row: Row, beside: Row) -> bool:
        """Tell whether a row belongs to the columns, which its strips narrow; those of a line that
        is too long do not.
        """
        if apart(row, beside) >= self._least * (HEADING if self._begins_all(row) else 1):
            return False
        gaps = free_of(row, self._extent, self._least).strips
        free = common(self._strips, gaps, self._least)
        if len(free) == len(self._strips):
            self._strips = free
            return True
        grazed = common(self._strips, gaps, GRAZED * self._least)
        return len(grazed) == len(self._strips)

    def _is_nearer(self, row: Row) -> bool:
        """Tell whether the first row stands nearer to one above than to the next."""
        first, second = self._rows[0], self._rows[1]
        return apart(row, first) < apart(first, second)

    def _begins_all(self, row: Row) -> bool:
        """Tell whether something of a row stands where each column begins."""
        lefts = [one.box.left for one in row]
        near = self._least / 2
        return all(any(abs(left - place) < near for left in lefts) for place in self._lefts)


def gathered(found: Sequence[Band], extent: Box, least: float) -> list[Band]:
    """Give the bands with each row in the columns of text to which it belongs."""
    whole: list[Band] = []
    text: TextColumns | None = None
    for band in found:
        if parts_text(band):
            whole += [text.band] if text else []
            text = TextColumns(band, extent, least)
            whole = _left_above(whole, text)
        elif text and (left := text.below(band)):
            whole += [text.band, *left]
            text = None
        elif not text:
            whole.append(band)
    return [*whole, text.band] if text else whole


def _left_above(found: list[Band], text: TextColumns) -> list[Band]:
    while found:
        if left := text.above(found.pop()):
            return found + left
    return []
