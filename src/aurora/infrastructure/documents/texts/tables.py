"""Tables as text: CSV and its like, whatever divides the columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from aurora.domains.blocks import AnyBlock, Cell, Paragraph, Run, Table
from aurora.domains.text_types import DELIMITERS, QUOTED, SURER, delimiter_of
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.extraction.charset import decode

STATED = re.compile(r"sep=(.)\n", re.IGNORECASE)
FIGURES = re.compile(r"[\s\d.,:%€$£/+−–-]*")
LONGEST_CELL = 1_000_000
MOST_CELLS = 1_000_000
LOOKED_AT = 100  # lines


def read_table(content: bytes, content_type: str) -> Transcript:
    """Read a table; raises Unreadable."""
    text = decode(content, content_type)
    stated = STATED.match(text)
    delimiter = stated[1] if stated else delimiter_of(text) or _likely_delimiter(text)
    rows = _rows(text[stated.end() :] if stated else text, delimiter)
    return Transcript(facts=Facts(), blocks=tuple(table_of(rows)))


def _likely_delimiter(text: str) -> str:
    """Give what divides most lines alike: of some tables not all lines are whole rows."""
    lines = [QUOTED.sub("", line) for line in text.split("\n", LOOKED_AT)[:LOOKED_AT]]
    found: list[tuple[int, bool, int, str]] = []
    for mark in DELIMITERS:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        found += [(times, mark in SURER, count, mark) for count, times in counts.most_common(1)]
    return max(found)[-1] if found else ","


def table_of(rows: Sequence[Sequence[str]]) -> Iterator[AnyBlock]:
    """Give rows as a table, shorter ones filled up; what is alone as a paragraph."""
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        detail = f"the table has more than {MOST_CELLS} cells"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    if width == 1:
        yield from (Paragraph(runs=(Run(row[0]),)) for row in rows)
    elif rows:
        cells = (tuple(Cell((Run(text),) if text else ()) for text in row) for row in rows)
        filled = tuple(row + (Cell(),) * (width - len(row)) for row in cells)
        yield Table(rows=filled, headers=_headers(rows))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        found = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        rows = [[cell.strip() for cell in row] for row in islice(found, MOST_CELLS)]
    except csv.Error as error:
        raise Unreadable(UnreadableReason.DAMAGED, f"the table is damaged: {error}") from error
    return [row for row in rows if any(row)]


def _headers(rows: Sequence[Sequence[str]]) -> int:
    """Tell whether the first row holds titles: a different word above each column."""
    first = rows[0]
    titles = all(first) and not any(map(FIGURES.fullmatch, first)) and len({*first}) == len(first)
    return int(titles and len(rows) > 1)
