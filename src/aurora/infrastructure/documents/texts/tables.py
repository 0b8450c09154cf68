"""Tables as text: CSV and its like, whatever divides the columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from aurora.domains.blocks import AnyBlock, Cell, Paragraph, Run, Table
from aurora.domains.text_types import DELIMITERS, QUOTED, SURER, delimiter_of
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.texts.table_rows import rows_of
from aurora.infrastructure.documents.years import are_titled_by_years
from aurora.infrastructure.extraction.charset import decode

STATED = re.compile(r"sep=(.)\n", re.IGNORECASE)
FIGURES = re.compile(r"[\s\d.,:%€$£/+−–-]*")
ESCAPED = re.compile(r'\\"(?=[^",;\t|\n])')  # a quote that stands in a cell, as databases write it
MOST_CELLS = 1_000_000
LOOKED_AT = 100  # lines
MOST_TITLES, NARROW = 20, 2


def read_table(content: bytes, content_type: str) -> Transcript:
    """Read a table; raises Unreadable."""
    text = decode(content, content_type)
    stated = STATED.match(text)
    delimiter = stated[1] if stated else delimiter_of(text) or _likely_delimiter(text)
    rows = _rows(text[stated.end() :] if stated else text, delimiter)
    titles = _titles(rows)
    table = table_of(rows[len(titles) :])
    return Transcript(facts=Facts(), blocks=(*map(_paragraph, titles), *table))


def _likely_delimiter(text: str) -> str:
    """Give what divides most lines alike: of some tables not all lines are whole rows."""
    lines = [QUOTED.sub("", line) for line in text.split("\n", LOOKED_AT)[:LOOKED_AT]]
    found: list[tuple[int, bool, int, str]] = []
    for mark in DELIMITERS:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        found += [(times, mark in SURER, count, mark) for count, times in counts.most_common(1)]
    return max(found)[-1] if found else ","


def _titles(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """Give what stands above a table, alone in its rows."""
    width = max(map(_filled, rows), default=0)
    unpadded = None if width > NARROW else 1
    alone = takewhile(lambda row: _filled(row) == 1 and unpadded in (None, len(row)), rows)
    titles = [row[0] for row in islice(alone, MOST_TITLES + 1)]
    return titles if width > 1 and len(titles) <= MOST_TITLES else ()


def _filled(row: Sequence[str]) -> int:
    """Give how many cells there are up to the last that says something."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)


def table_of(rows: Sequence[Sequence[str]]) -> Iterator[AnyBlock]:
    """Give rows as a table, shorter ones filled up; what is alone as a paragraph."""
    width = max(map(_filled, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        detail = f"the table has more than {MOST_CELLS:,} cells"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    if width == 1:
        yield from (_paragraph(row[0]) for row in rows)
    elif rows:
        cells = (tuple(Cell((Run(text),) if text else ()) for text in row[:width]) for row in rows)
        filled = tuple(row + (Cell(),) * (width - len(row)) for row in cells)
        yield Table(rows=filled, headers=_headers(rows))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text),))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        text = text.replace('\\"', '""') if ESCAPED.search(text) else text
        found = islice(rows_of(text, delimiter), MOST_CELLS)
        rows = [[cell.strip() for cell in row] for row in found]
    except csv.Error as error:
        raise Unreadable(UnreadableReason.DAMAGED, f"the table is damaged: {error}") from error
    return [row for row in rows if any(row)]


def _headers(rows: Sequence[Sequence[str]]) -> int:
    """Tell whether the first row holds titles: a different word, or years, above the columns."""
    first = rows[0][: max(map(_filled, rows))]
    titles = all(first) and not any(map(FIGURES.fullmatch, first)) and len({*first}) == len(first)
    return int(len(rows) > 1 and (titles or are_titled_by_years([first, *rows[1:]])))
