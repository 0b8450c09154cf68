"""Entries of a table of contents: rows that end in the number of a page."""

import re
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.leaders import PAGE, is_led, text_of
from aurora.infrastructure.documents.pdf.numerals import ROMAN, roman
from aurora.infrastructure.documents.pdf.strips import Row
from aurora.infrastructure.documents.pdf.titles import is_title, parts_of
from aurora.infrastructure.documents.pdf.words import Word

NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+\.? ")
FRONT = 1_000  # pages with Roman numerals stand before all others


class Entry(NamedTuple):
    """The page that a row ends in, and whether a leader leads there or a number within a chapter
    begins it.
    """

    page: int
    led: bool
    numbered: bool


def entry_of(row: Row) -> Entry | None:
    """Give what a row is as an entry, None where it is none."""
    last = row[-1]
    page = PAGE.search(last.text) if isinstance(last, Word) else None
    if page is None or not (page[0].isdecimal() or ROMAN.fullmatch(page[0].lower())):
        return None
    text, parts = text_of(row)[: -len(page[0])], parts_of(row)
    led = is_led(text)
    alone = len(parts[-1]) == 1 and page.start() == 0
    if not (led or alone) or not is_title(row, page[0]):
        return None
    number = int(page[0]) if page[0].isdecimal() else roman(page[0].lower()) - FRONT
    return Entry(number, led, NUMBERED.match(text) is not None)
