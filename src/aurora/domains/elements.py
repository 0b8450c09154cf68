"""Where the parts of a written text stand, and what a place in it belongs to."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

import msgspec


class ElementKind(StrEnum):
    """What a part of a text is; what stands in a list or quotation is of that kind."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    CODE = "code"
    QUOTE = "quote"
    IMAGE = "image"


class Element(msgspec.Struct, frozen=True, array_like=True):
    """Characters `[start, end)` of a text without the marks before them; of a heading its level, of
    what is nested how deep; the page from 1; of code its language; of a heading amid whose words
    marks stand these words alone.
    """

    kind: ElementKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    language: str | None = None
    words: str | None = None


class Elements:
    """The elements of one text in their order."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._all = elements

    def headings(self, text: str, start: int, end: int) -> tuple[str, ...]:
        """Give the words of the titles above characters `[start, end)` of the text, outermost
        first; a title that the characters begin with is one of them.
        """
        above = bisect_right(self._titles_start, self._beginning(start, end))
        return tuple(one.words or text[one.start : one.end] for one in self._paths[above])

    def pages(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the first and the last page that characters `[start, end)` begin on."""
        pages = [one.page for one in self.within(start, end) if one.page is not None]
        return (min(pages), max(pages)) if pages else None

    def kind(self, start: int, end: int) -> ElementKind | None:
        """Give the kind that most of characters `[start, end)` are of; titles count where there
        is nothing else.
        """
        sizes: dict[ElementKind, int] = {}
        for one in self.within(start, end):
            size = min(one.end, end) - max(one.start, start)
            sizes[one.kind] = sizes.get(one.kind, 0) + size
        if len(sizes) > 1:
            sizes.pop(ElementKind.HEADING, None)
        return max(sizes, key=lambda kind: sizes[kind]) if sizes else None

    def within(self, start: int, end: int) -> Iterator[Element]:
        """Give the elements that characters `[start, end)` touch."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, len(self._all)):
            one = self._all[index]
            if one.start >= end:
                return
            if one.end > start:
                yield one

    def _beginning(self, start: int, end: int) -> int:
        first = next(self.within(start, end), None)
        return max(start, first.start) if first else start

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._all]

    @cached_property
    def _titles(self) -> list[Element]:
        return [one for one in self._all if one.kind is ElementKind.HEADING]

    @cached_property
    def _titles_start(self) -> list[int]:
        return [one.start for one in self._titles]

    @cached_property
    def _paths(self) -> list[tuple[Element, ...]]:
        """The titles above what follows each title; first of what comes before any."""
        path: tuple[Element, ...] = ()
        paths = [path]
        for title in self._titles:
            path = (*(one for one in path if one.level < title.level), title)
            paths.append(path)
        return paths
