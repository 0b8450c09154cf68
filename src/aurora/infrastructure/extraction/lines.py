"""Where lines stand in a text, and what stands on them."""

import re
from collections.abc import Iterator
from itertools import accumulate

from aurora.domains.elements import Element, ElementKind

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")

TITLE = re.compile(r"(#{1,6})[ \t]+(\S[^\n]*)")


class Lines:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._all = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._all)]

    def __getitem__(self, number: int) -> str:
        return self._all[number]

    def place(self, number: int, column: int = 0) -> int:
        """Give the offset of a column of a line."""
        return self._starts[number] + column

    def end(self, number: int) -> int:
        """Give where the line's last character that is no white space ends."""
        return self._starts[number] + len(self._all[number].rstrip())

    def last(self, first: int, end: int) -> int:
        """Give the last of lines `[first, end)` that holds anything."""
        while end - 1 > first and not self._all[end - 1].strip():
            end -= 1
        return end - 1


def paragraphs(text: str) -> tuple[Element, ...]:
    """Give the paragraphs of a text without marks: what stands between empty lines."""
    return tuple(
        Element(ElementKind.PARAGRAPH, found.start(), found.end())
        for found in PARAGRAPH.finditer(text)
    )


def titled_paragraphs(text: str) -> tuple[Element, ...]:
    """Give the paragraphs of a Markdown text, and of its titles those that are marked by `#`."""
    return tuple(part for one in PARAGRAPH.finditer(text) for part in _parts(one))


def _parts(paragraph: re.Match[str]) -> Iterator[Element]:
    start, end = paragraph.span()
    if title := TITLE.match(paragraph.string, start, end):
        yield Element(ElementKind.HEADING, *title.span(2), len(title[1]))
        start += len(title[0])
    if rest := PARAGRAPH.search(paragraph.string, start, end):
        yield Element(ElementKind.PARAGRAPH, *rest.span())
