"""Blocks of authors that stand beside each other between the title of a paper and its text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from aurora.infrastructure.documents.pdf.columns import Band, bands, columns_of, free_of_all
from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.lines import apart, common_size, rows
from aurora.infrastructure.documents.pdf.prose import is_text, parts_text
from aurora.infrastructure.documents.pdf.strips import Row
from aurora.infrastructure.documents.pdf.unruled import is_figure
from aurora.infrastructure.documents.pdf.words import Word

FIRST = 3  # bands in which a title is looked for
LARGE = 1.15  # of the size of the page is that of a title
MOST_LINES = 10  # of an author: names, places and addresses
OFF = 0.6  # of the width of a strip: how far the middles of lines may be from each other
OFF_PAGE = 1.5  # of it: and those of all blocks from that of the page


class Bylines:
    """Tells blocks of authors from columns and tables below a title in the middle of the page."""

    def __init__(self, extent: Box, size: float, least: float) -> None:
        self._extent, self._size, self._least = extent, size, least

    def told(self, found: Sequence[Band]) -> list[Band]:
        """Give the bands, those between a title and the text below it read by blocks."""
        title = next((at for at, band in enumerate(found[:FIRST]) if self._is_headed(band)), None)
        if title is None or not any(map(is_text, found[title + 1 :])):
            return list(found)
        told = list(found[: title + 1])
        for at, band in enumerate(found[title + 1 :], title + 1):
            above, rest = self._parted(band)
            told += above
            if rest:
                return [*told, *rest, *found[at + 1 :]]
        return told

    def _is_headed(self, band: Band) -> bool:
        large = LARGE * self._size
        return not band.strips and any(
            _size(row) >= large and self._is_central(row) for row in band.rows
        )

    def _parted(self, band: Band) -> tuple[list[Band], list[Band]]:
        """Give what of a band belongs to the authors, and what is left."""
        if not band.strips:
            central = not is_text(band) and all(self._is_central(row) for row in band.rows)
            return ([band], []) if central else ([], [band])
        blocks: list[Band] = []
        left = list(band.rows)
        for group in _groups(band.rows, self._least):
            strips = free_of_all(group, self._extent, self._least).inner
            if not self._are_blocks(Band(group, strips)):
                break
            blocks.append(Band(group, strips, blocks=True))
            left = left[len(group) :]
        if left and (not blocks or parts_text(band)):
            return blocks, [Band(left, band.strips)]
        return blocks, bands(left, self._extent, self._least)

    def _are_blocks(self, band: Band) -> bool:
        """Tell whether columns are short lines, each in the middle of its column, and all of them
        in that of the page.
        """
        if not band.strips or len(band.rows) > MOST_LINES:
            return False
        columns = columns_of(band)
        boxes = [around([one.box for one in column]) for column in columns]
        lines = [(box, rows(column)) for box, column in zip(boxes, columns, strict=True)]
        names = len(band.rows) > 1 or all(len(column) > 1 for column in columns)
        inset = max(boxes[0].left - self._extent.left, self._extent.right - boxes[-1].right)
        axis = (boxes[0].middle[0] + boxes[-1].middle[0]) / 2
        return (
            names
            and inset >= self._least
            and abs(axis - self._extent.middle[0]) < OFF_PAGE * self._least
            and all(self._is_centred(line, box) for box, found in lines for line in found)
        )

    def _is_centred(self, line: Row, column: Box) -> bool:
        words = [one for one in line if isinstance(one, Word)]
        middle = around([one.box for one in line]).middle[0]
        named = len(words) == len(line) and not is_figure(words)
        return named and abs(middle - column.middle[0]) < OFF * self._least

    def _is_central(self, row: Row) -> bool:
        middle = around([one.box for one in row]).middle[0]
        return abs(middle - self._extent.middle[0]) < OFF_PAGE * self._least


def _groups(found: Sequence[Row], least: float) -> Iterator[list[Row]]:
    """Give rows that stand close together."""
    group = [found[0]]
    for above, below in pairwise(found):
        if apart(above, below) >= least:
            yield group
            group = []
        group.append(below)
    yield group


def _size(row: Row) -> float:
    return common_size(one for one in row if isinstance(one, Word))
