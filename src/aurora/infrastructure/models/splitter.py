"""Cuts Markdown at headings, paragraphs and sentences into passages that fit the model."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from semantic_text_splitter import MarkdownSplitter as Cutter
from semantic_text_splitter import TextSplitter

ENOUGH_CHARACTERS = 800
MOST_CHARACTERS = 1_600
MOST_TOKENS = 500
SMALL_SECTION, SMALL_CHAPTER = 200, 120
WINDOW = 8_000

FENCE_OR_HEADING = re.compile(r"^ {0,3}(?:(```|~~~)|#{1,2}(?:[ \t]|$))", re.MULTILINE)
ONLY_HEADINGS = re.compile(r"(?:\s*#{1,6}(?:[ \t][^\n]*)?(?:\n|\Z))+\s*(?:(?:```|~~~)[^\n]*)?\Z")

Range = tuple[int, int]


class TokenCounter(Protocol):
    """Knows how much the model reads."""

    def count(self, text: str) -> int:
        """Count the tokens of a text without prefix and specials."""
        ...


class MarkdownSplitter:
    """Fills passages up to 800 characters, keeps paragraphs of up to 1,600 whole.

    A passage above 500 tokens is cut again until it fits.
    """

    def __init__(self, tokens: TokenCounter) -> None:
        self._tokens = tokens
        self._cutter = Cutter((ENOUGH_CHARACTERS, MOST_CHARACTERS))

    def split(self, text: str) -> Sequence[Range]:
        """Give the character ranges `[start, end)` of the passages in ascending order."""
        passages = _with_their_headings(text, self._cut(text))
        return [fitting for passage in passages for fitting in self._fit(text, passage)]

    def _cut(self, text: str) -> Iterator[Range]:
        for section in _sections(text):
            for window in _windows(text, section):
                chunks = self._cutter.chunk_indices(text[slice(*window)])
                yield from _ranges(text, window, chunks)

    def _fit(self, text: str, passage: Range) -> Iterator[Range]:
        content = text[slice(*passage)]
        count = self._tokens.count(content)
        if count <= MOST_TOKENS:
            yield passage
            return
        pieces = count // MOST_TOKENS + 1
        size = max(1, len(content) // pieces)
        for piece in _ranges(text, passage, TextSplitter(size).chunk_indices(content)):
            yield from self._fit(text, piece)


def _ranges(text: str, within: Range, chunks: Sequence[tuple[int, str]]) -> Iterator[Range]:
    """Turn the places where chunks start into ranges without white space at their ends."""
    first, last = within
    starts = [first, *(first + start for start, _ in chunks[1:]), last]
    for start, end in pairwise(starts):
        content = text[start:end]
        left = end - len(content.lstrip())
        if left < end:
            yield left, left + len(content.strip())


def _sections(text: str) -> Iterator[Range]:
    """Part the text at headings of the first two levels, unless the part before is a sentence."""
    start, fenced = 0, ""
    for match in FENCE_OR_HEADING.finditer(text):
        if fence := match[1]:
            fenced = "" if fenced == fence else fenced or fence
        elif not fenced and match.start() - start >= SMALL_CHAPTER:
            yield start, match.start()
            start = match.start()
    yield start, len(text)


def _windows(text: str, section: Range) -> Iterator[Range]:
    """Part a long section at paragraphs, lines or words: cutting takes more than linear time."""
    start, last = section
    while last - start > WINDOW:
        ends = (text.rfind(gap, start + WINDOW // 2, start + WINDOW) for gap in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > 0), start + WINDOW)
        yield start, end
        start = end
    yield start, last


def _with_their_headings(text: str, passages: Iterator[Range]) -> Iterator[Range]:
    """Join passages that are nothing but headings, and perhaps the first line of a fence, to the
    one after them, if that stays small.
    """
    headings: Range | None = None
    for start, end in passages:
        if headings and end - headings[0] > MOST_CHARACTERS + SMALL_SECTION:
            yield headings
            headings = None
        joined = (headings[0] if headings else start, end)
        if end - start < SMALL_SECTION and ONLY_HEADINGS.match(text[slice(*joined)]):
            headings = joined
        else:
            yield joined
            headings = None
    if headings:
        yield headings
