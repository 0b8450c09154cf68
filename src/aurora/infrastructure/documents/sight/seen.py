"""What was seen on a picture, as words where they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from aurora.infrastructure.documents.pdf.frame import Box, Frame
from aurora.infrastructure.documents.pdf.words import Word

LINE, WORD = "4", "5"  # levels of tesseract's table
COLUMNS = 12
LEAST_SURE = 25.0  # of 100
TITLE = 1.45  # of the usual height of lines

Row = Sequence[str]


@dataclass(frozen=True)
class SeenPage:
    """The words of a page, and its height, in the same unit."""

    words: list[Word]
    height: float


def seen(table: str, scale: float = 1.0) -> list[SeenPage]:
    """Give the pages of tesseract's table (TSV), in units of so many pixels, turned so that their
    text runs to the right.
    """
    pages: dict[str, list[list[str]]] = {}
    for line in table.split("\n")[1:]:
        row = line.rstrip("\r").split("\t")
        if len(row) == COLUMNS:
            pages.setdefault(row[1], []).append(row)
    return [_page(rows, scale) for rows in pages.values()]


def _page(rows: Sequence[Row], scale: float) -> SeenPage:
    places = [_box(row, scale) for row in rows]
    width, height = max(box.right for box in places), max(box.bottom for box in places)
    frame = Frame(0.0, 0.0, width, height, _turned(rows, places))
    upright = [
        frame.seen(box.left, height - box.bottom, box.right, height - box.top) for box in places
    ]
    return SeenPage(list(_words(rows, upright)), frame.size[1])


def _turned(rows: Sequence[Row], places: Sequence[Box]) -> int:
    """Give the degrees by which a page is to be turned: most words lie to the right of those before
    them in their lines where it is upright.
    """
    words = [
        (row[1:5], box.middle) for row, box in zip(rows, places, strict=True) if row[0] == WORD
    ]
    turns = Counter(
        _quarter(there[0] - here[0], there[1] - here[1])
        for (line, here), (other, there) in pairwise(words)
        if line == other
    )
    [(turn, _)] = turns.most_common(1) or [(0, 0)]
    return turn


def _quarter(right: float, down: float) -> int:
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 180
    return 270 if down > 0 else 90


def _words(rows: Sequence[Row], places: Sequence[Box]) -> Iterator[Word]:
    """Give words as high as their lines, all of one size but those of titles."""
    lines = {tuple(row[1:5]): box for row, box in zip(rows, places, strict=True) if row[0] == LINE}
    usual = median([box.height for box in lines.values()] or [1.0])
    for row, own in zip(rows, places, strict=True):
        text = row[11].strip()
        line = lines.get(tuple(row[1:5]))
        if row[0] == WORD and text and line and float(row[10]) >= LEAST_SURE:
            size = line.height if line.height >= TITLE * usual else usual
            yield Word(text, Box(own.left, line.top, own.right, line.bottom), size)


def _box(row: Row, scale: float) -> Box:
    left, top, width, height = (float(value) / scale for value in row[6:10])
    return Box(left, top, left + width, top + height)
