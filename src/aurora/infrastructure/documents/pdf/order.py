"""The order in which a page is read: band after band, in each one column after the other."""

from collections.abc import Iterator, Sequence
from statistics import mean, median

from aurora.infrastructure.documents.pdf.aligned import aligned
from aurora.infrastructure.documents.pdf.bylines import Bylines
from aurora.infrastructure.documents.pdf.cells import cells_of, follows_markers, joined
from aurora.infrastructure.documents.pdf.columns import Band, bands, columns_of
from aurora.infrastructure.documents.pdf.contents import parted
from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.gathered import gathered
from aurora.infrastructure.documents.pdf.grids import CellWords, WordTable
from aurora.infrastructure.documents.pdf.leaders import between_entries, is_contents
from aurora.infrastructure.documents.pdf.lines import Line, common_size, rows
from aurora.infrastructure.documents.pdf.mirror import as_read
from aurora.infrastructure.documents.pdf.prose import SHORT, is_prose
from aurora.infrastructure.documents.pdf.strips import Row, Strip, is_loose, side_of
from aurora.infrastructure.documents.pdf.untabular import is_no_table
from aurora.infrastructure.documents.pdf.words import Word

Thing = Word | WordTable
Part = Line | WordTable

STRIP = 0.9  # of the size is the least that parts columns
DEEPEST = 3
PROSE_ROWS = 2  # a column of text has as many lines at least
FEWEST_ROWS = {2: 3}  # of a table with two columns; with more, two are enough
FEWEST_CELLS = 2  # of a column hold words
SHARED = 0.5  # of the rows of a table have words in two columns


def ordered(things: Sequence[Thing], depth: int = 0) -> Iterator[Part]:
    """Give lines and tables in the order of reading."""
    if not things:
        return
    extent = around([thing.box for thing in things])
    size = common_size(thing for thing in things if isinstance(thing, Word)) or 10.0
    least = STRIP * size
    found = list(_bands(rows(things), extent, least))
    for band in found if depth else Bylines(extent, size, least).told(found):
        if band.blocks or band.entries:
            yield from _blocks(band) if band.blocks else _entries(band, extent)
            continue
        strips = [strip for strip in band.strips if not is_loose(band.rows, strip, band.strips)]
        strips = [strip for strip in strips if not follows_markers(band.rows, strip)]
        strips = [] if _is_code(band) else strips
        contents = bool(strips) and is_contents(band)
        strips = between_entries(band, strips) if contents else strips
        if not contents and (table := _table(band, strips)):
            yield table
        elif depth < DEEPEST and (parting := _parting(band, strips)):
            for column in _columns(band, parting):
                yield from ordered(column, depth + 1)
        else:
            yield from _lines(band, extent)


def _bands(found: Sequence[Row], extent: Box, least: float) -> Iterator[Band]:
    for part in parted(found, extent):
        if isinstance(part, Band):
            yield part
        else:
            found = list(aligned(part, extent))
            yield from gathered(bands(found, extent, least), extent, least)


def _entries(band: Band, extent: Box) -> Iterator[Line]:
    for row in band.rows:
        words = [thing for thing in row if isinstance(thing, Word)]
        yield Line(as_read(words), extent, entry=True)


def _lines(band: Band, extent: Box) -> Iterator[Part]:
    for row in band.rows:
        drawn = [thing for thing in row if isinstance(thing, WordTable)]
        words = [thing for thing in row if isinstance(thing, Word)]
        yield from drawn
        for line in rows(words) if drawn else [words] if words else []:
            yield Line(as_read(line), extent)


def _blocks(band: Band) -> Iterator[Line]:
    for column in columns_of(band):
        extent = around([thing.box for thing in column])
        for line in rows(column):
            words = as_read([one for one in line if isinstance(one, Word)])
            yield Line(words, extent, byline=True)


def _columns(band: Band, strips: Sequence[Strip]) -> list[list[Thing]]:
    columns: list[list[Thing]] = [[] for _ in range(len(strips) + 1)]
    for row in band.rows:
        for thing in row:
            if isinstance(thing, Word | WordTable):
                columns[side_of(thing, strips)].append(thing)
    return columns


def _parting(band: Band, strips: Sequence[Strip]) -> Sequence[Strip]:
    """Give the strips that part columns of text: each has lines, not just a word at the end. Where
    one has none, as the number of a heading, the narrower strip beside it parts nothing, and the
    others part what is clearly text.
    """
    left = strips
    while left and (poor := _without_lines(band, left)) is not None:
        beside = left[max(poor - 1, 0) : poor + 1]
        least = min(beside, key=lambda strip: strip[1] - strip[0])
        left = [strip for strip in left if strip != least]
    if len(left) == len(strips) or all(map(is_prose, _columns(band, left))):
        return left
    return []


def _without_lines(band: Band, strips: Sequence[Strip]) -> int | None:
    columns = enumerate(_columns(band, strips))
    return next((at for at, column in columns if not _has_lines(column)), None)


def _has_lines(column: Sequence[Thing]) -> bool:
    return len(rows(column)) >= PROSE_ROWS or any(isinstance(one, WordTable) for one in column)


def _is_code(band: Band) -> bool:
    return all(isinstance(thing, Word) and "c" in thing.style for row in band.rows for thing in row)


def _table(band: Band, strips: Sequence[Strip]) -> WordTable | None:
    if not strips or len(band.rows) < FEWEST_ROWS.get(len(strips) + 1, 2):
        return None
    things = [thing for row in band.rows for thing in row]
    if any(isinstance(thing, WordTable) for thing in things):
        return None
    cells = [cells_of(row, strips) for row in band.rows]
    if not _tabular(cells) or is_no_table(cells):
        return None
    box = around([thing.box for thing in things])
    return WordTable(box, tuple(tuple(map(CellWords, row)) for row in joined(cells)))


def _tabular(cells: Sequence[Sequence[tuple[Word, ...]]]) -> bool:
    shared = mean(sum(map(bool, row)) > 1 for row in cells)
    columns = range(len(cells[0]))
    if any(sum(bool(row[column]) for row in cells) < FEWEST_CELLS for column in columns):
        return False
    lengths = [
        mean([len(row[column]) for row in cells if row[column]] or [0]) for column in columns
    ]
    short = min(lengths) if len(lengths) == 2 else median(lengths)
    return shared >= SHARED and short <= SHORT
