"""Tables of contents in one column, row by row."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aurora.infrastructure.documents.pdf.columns import Band
from aurora.infrastructure.documents.pdf.entries import Entry, entry_of
from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.leaders import OFTEN, text_of
from aurora.infrastructure.documents.pdf.strips import Row
from aurora.infrastructure.documents.pdf.titles import is_title
from aurora.infrastructure.documents.pdf.wrapped import around_rows, goes_on, whole

TITLE = re.compile(
    r"(?:table of )?contents|list of (?:figures|tables)|sumário|índice(?: (?:geral|de \w+))?"
    r"|conteúdos?|lista de (?:figuras|tabelas|quadros)|(?:inhalts?|abbildungs|tabellen)verzeichnis"
    r"|inhalt|sommaire|table des matières|contenidos?|indice|inhoud(?:sopgave)?|spis treści",
    re.IGNORECASE,
)
FEWEST, SURE = 2, 4  # entries below a title or with leaders, and of others, which are numbered
OFF = 1.0  # of the size between where pages end at most
WIDE = 0.6  # of the extent, or they stand in one of several columns
FALLING = 0.1  # of the pages at most are less than the one before
AHEAD = 3  # rows that an entry or the title may be away


def parted(rows: Sequence[Row], extent: Box) -> Iterator[Band | Sequence[Row]]:
    """Give what is a table of contents, as wide as most of the extent, as bands of entries, and the
    rows between.
    """
    found = [entry_of(row) for row in rows]
    start = at = 0
    while at < len(rows):
        end = _end(rows, found, at)
        wide = end > at and around_rows(rows[at:end]).width > WIDE * extent.width
        title = _title(rows, at, start) if wide else None
        if wide and _is_contents(found[at:end], title is not None):
            first = at - int(at > start and goes_on(rows[at - 1], rows[at:end]))
            first = first if title is None else title + 1
            if start < first:
                yield rows[start:first]
            entries = whole(rows[first:end], [one is not None for one in found[first:end]])
            yield Band(list(entries), [], entries=True)
            start = end
        at = max(end, at + 1)
    if start < len(rows):
        yield rows[start:]


def _end(rows: Sequence[Row], found: Sequence[Entry | None], start: int) -> int:
    """Give where entries end that begin with a row, their pages one below the other; titles that
    go on, and those of parts, stand in between.
    """
    end, right = start, rows[start][-1].box.right
    if found[start] is None:
        return start
    for at in range(start, len(rows)):
        last = rows[at][-1].box
        if found[at] and abs(right - last.right) < OFF * last.height:
            end = at + 1
        elif at - end >= AHEAD - 1 or not _may_stand_between(rows[at], right):
            break
    return end


def _may_stand_between(row: Row, right: float) -> bool:
    """Tell whether a row that ends before the pages is a title, and not that of another table."""
    before_pages = row[-1].box.right <= right - OFF * row[-1].box.height
    return before_pages and not TITLE.fullmatch(text_of(row)) and is_title(row)


def _title(rows: Sequence[Row], end: int, start: int) -> int | None:
    """Give which of the last rows up to one is the title of a table of contents."""
    above = range(end - 1, max(end - AHEAD, start) - 1, -1)
    return next((at for at in above if TITLE.fullmatch(text_of(rows[at]))), None)


def _is_contents(found: Sequence[Entry | None], titled: bool) -> bool:
    """Tell whether pages count on, and leaders, a title or numbers of chapters show what they
    are.
    """
    entries = [entry for entry in found if entry]
    falling = sum(after.page < before.page for before, after in pairwise(entries))
    if falling > FALLING * len(entries):
        return False
    led = sum(entry.led for entry in entries) >= OFTEN * len(entries)
    if led or titled:
        return len(entries) >= FEWEST
    return len(entries) >= SURE and 2 * sum(entry.numbered for entry in entries) >= len(entries)
