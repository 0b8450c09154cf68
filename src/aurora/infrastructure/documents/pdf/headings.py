"""Which chunks are headings, and of which level: by the document's own outline, by size and by
weight.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.chunks import CODE, ENTRY, Chunk
from aurora.infrastructure.documents.pdf.marks import BULLET, LETTERED, NUMBER

LARGER, AS_LARGE = 1.15, 0.95
LONGEST, LONGEST_BOLD = 200, 120
MOST_LINES, MOST_BOLD_LINES = 3, 2
NO_END = (".", ",", ";", ":")
NO_WORD = re.compile(r"[\W_]+")
LETTER = re.compile(r"(?![ªºʰ-˿])[^\W\d_]")  # no mark that stands above one
LEAST = 4  # characters by which an entry of the outline is known


class Bookmark(NamedTuple):
    """An entry of the outline; its page from 1, its depth from 0."""

    title: str
    page: int
    depth: int


Look = tuple[float, bool]


class Headings:
    """The levels of headings in one document."""

    def __init__(self, chunks: Sequence[Chunk], outline: Sequence[Bookmark]) -> None:
        self._outline = {(mark.page, _bare(mark.title)): mark.depth for mark in reversed(outline)}
        self._body = _body(chunks)
        heads = [chunk for chunk in chunks if self._stands_out(chunk)]
        self._looks = sorted({_look(chunk) for chunk in heads}, reverse=True)
        self._shift = self._above_outline(heads)

    @property
    def body(self) -> float:
        """The size of running text."""
        return self._body[0]

    def level(self, chunk: Chunk) -> int | None:
        """Give the level of a heading, None of what is none."""
        depth = self._depth(chunk)
        if depth is not None:
            return min(depth + 1 + self._shift, 6)
        if not self._stands_out(chunk):
            return None
        return min(self._rank(_look(chunk)), 6)

    def _depth(self, chunk: Chunk) -> int | None:
        if not self._outline or len(chunk.lines) > MOST_LINES or not _may_be_title(chunk):
            return None
        whole = " ".join(line.text for line in chunk.lines)
        mark, _, unmarked = whole.partition(" ")
        marked = NUMBER.fullmatch(mark) or LETTERED.fullmatch(mark)
        texts = (whole, unmarked) if marked else (whole,)
        found = (self._outline.get((chunk.page, _bare(text))) for text in texts)
        return next((depth for depth in found if depth is not None), None)

    def _stands_out(self, chunk: Chunk) -> bool:
        text = chunk.text
        if not _may_be_title(chunk):
            return False
        if chunk.size >= LARGER * self.body:
            return len(text) <= LONGEST and len(chunk.lines) <= MOST_LINES
        bold = chunk.bold and not self._body[1] and chunk.size >= AS_LARGE * self.body
        brief = len(text) <= LONGEST_BOLD and len(chunk.lines) <= MOST_BOLD_LINES
        return bold and brief and not text.endswith(NO_END)

    def _above_outline(self, heads: Sequence[Chunk]) -> int:
        """Tell whether a title of all stands above what the outline begins with: something that is
        larger, or as large and first of all.
        """
        tops = [chunk.size for chunk in heads if self._depth(chunk) == 0]
        untold = [chunk.size for chunk in heads if self._depth(chunk) is None]
        if not tops or not untold:
            return 0
        first = self._depth(heads[0]) is None and heads[0].size >= max(tops)
        return int(first or max(untold) > max(tops))

    def _rank(self, look: Look) -> int:
        return self._looks.index(look) + 1


def _may_be_title(chunk: Chunk) -> bool:
    mark = chunk.marker or ""
    listed = chunk.aside or chunk.byline or mark in (ENTRY, CODE) or BULLET.fullmatch(mark)
    return not listed and LETTER.search(chunk.text) is not None


def _body(chunks: Sequence[Chunk]) -> Look:
    looks: Counter[Look] = Counter()
    for chunk in chunks:
        looks[_look(chunk)] += len(chunk.text)
    return looks.most_common(1)[0][0] if looks else (10.0, False)


def _look(chunk: Chunk) -> Look:
    return chunk.size, chunk.bold


def _bare(text: str) -> str:
    bare = NO_WORD.sub("", text).lower()
    return bare if len(bare) >= LEAST else f"={bare}"
