"""Leaders: the dots from an entry of a table of contents to its page."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aurora.infrastructure.documents.pdf.columns import Band
from aurora.infrastructure.documents.pdf.strips import Row, Strip
from aurora.infrastructure.documents.pdf.words import Word

LEADER = re.compile(r"\.{4,}|(?:\.\s){3,}\.|(?:·\s?){4,}|(?:…\s?){3,}")
DOTS = re.compile(r"[.·]{4,}|…{3,}|^[.·…]+$")  # what is left of a leader in a word
PAGE = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})$")
LAST = 6  # words of a row among which dots are looked for
OFTEN = 0.3  # of the rows: titles of chapters have none


def is_contents(band: Band) -> bool:
    """Tell whether leaders end the rows, each followed by a page alone; those of figures are of
    data tables.
    """
    return sum(map(_is_entry, band.rows)) >= OFTEN * len(band.rows)


def between_entries(band: Band, strips: Sequence[Strip]) -> list[Strip]:
    """Give the strips that part columns of a table of contents: not those behind the numbers of
    entries, or beside leaders.
    """
    kept: list[Strip] = []
    for strip in strips:
        left = kept[-1][1] if kept else -math.inf
        before = [_within(row, left, strip[0]) for row in band.rows]
        after = [_within(row, strip[1], math.inf) for row in band.rows]
        led = sum(map(_has_leader_between, before, after)) >= OFTEN * sum(map(bool, before))
        if not led and any(len(row) > 1 for row in before):
            kept.append(strip)
    return kept


def is_led(text: str) -> bool:
    """Tell whether a text ends in a leader."""
    return LEADER.fullmatch(text[len(text.rstrip(".·… ")) :].strip()) is not None


def unled(words: Sequence[Word]) -> Iterator[Word]:
    """Give words without the dots between an entry and its page."""
    for word, after in zip(words, (*words[1:], None), strict=True):
        if word.text.isalnum():
            yield word
            continue
        text = DOTS.sub(" ", word.text)
        if after and DOTS.fullmatch(after.text):
            text = text.rstrip(".·")
        for part in text.split():
            yield replace(word, text=part)


def _within(row: Row, left: float, right: float) -> Row:
    return [thing for thing in row if left < thing.box.middle[0] < right]


def _is_entry(row: Row) -> bool:
    text = text_of(row[-LAST:])
    page = PAGE.search(text)
    return page is not None and is_led(text[: page.start()])


def _has_leader_between(before: Row, after: Row) -> bool:
    return is_led(text_of(before[-LAST:])) or is_led(text_of(after[:LAST])[::-1])


def text_of(row: Row) -> str:
    """Give what the words of a row say."""
    return " ".join(thing.text for thing in row if isinstance(thing, Word))
