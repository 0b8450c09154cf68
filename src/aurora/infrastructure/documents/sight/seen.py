"""What was seen on a picture, as words where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.words import Word

LINE, WORD = "4", "5"  # levels of tesseract's table
COLUMNS = 12
LEAST_SURE = 25.0  # of 100
TITLE = 1.45  # of the usual height of lines


@dataclass(frozen=True)
class SeenPage:
    """The words of a page, and its height, in the same unit."""

    words: list[Word]
    height: float


def seen(table: str, scale: float = 1.0) -> list[SeenPage]:
    """Give the pages of tesseract's table (TSV), in units of so many pixels."""
    pages: dict[str, list[list[str]]] = {}
    for line in table.split("\n")[1:]:
        row = line.rstrip("\r").split("\t")
        if len(row) == COLUMNS:
            pages.setdefault(row[1], []).append(row)
    return [_page(rows, scale) for rows in pages.values()]


def _page(rows: Sequence[Sequence[str]], scale: float) -> SeenPage:
    boxes = {tuple(row[1:5]): _box(row, scale) for row in rows if row[0] == LINE}
    usual = median([box.height for box in boxes.values()] or [1.0])
    bottom = max((float(row[7]) + float(row[9]) for row in rows), default=0.0)
    return SeenPage(list(_words(rows, boxes, usual, scale)), bottom / scale)


def _words(
    rows: Sequence[Sequence[str]], lines: dict[tuple[str, ...], Box], usual: float, scale: float
) -> Iterator[Word]:
    """Give words as high as their lines, all of one size but those of titles."""
    for row in rows:
        text = row[11].strip()
        line = lines.get(tuple(row[1:5]))
        if row[0] == WORD and text and line and float(row[10]) >= LEAST_SURE:
            own = _box(row, scale)
            size = line.height if line.height >= TITLE * usual else usual
            yield Word(text, Box(own.left, line.top, own.right, line.bottom), size)


def _box(row: Sequence[str], scale: float) -> Box:
    left, top, width, height = (float(value) / scale for value in row[6:10])
    return Box(left, top, left + width, top + height)
