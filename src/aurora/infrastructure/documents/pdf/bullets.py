"""Bullets that are drawn before items, as browsers do, and no letters of a font."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import core
from aurora.infrastructure.documents.pdf.words import Word

SIGN = "•"
MOST = 300  # dots: more are a drawing
SMALLEST, LARGEST = 0.15, 0.6  # of the size of the words beside it
BEFORE, BESIDE = 2.0, 1.0  # of it: the most that is free behind a bullet, the least before it


def bulleted(words: Sequence[Word], dots: Sequence[Box]) -> list[Word]:
    """Give words with a bullet before each line that begins behind a dot."""
    return [*words, *_bullets(words, dots)] if len(dots) <= MOST else list(words)


def _bullets(words: Sequence[Word], dots: Sequence[Box]) -> Iterator[Word]:
    for dot in dots:
        near = [word for word in words if _stands_beside(dot, word)]
        first = min(near, key=lambda word: word.box.left, default=None)
        if first and first.box.left >= dot.right and _is_bullet(dot, first):
            box = Box(dot.left, first.box.top, dot.right, first.box.bottom)
            yield replace(first, text=SIGN, box=box, style="", link=None)


def _stands_beside(dot: Box, word: Word) -> bool:
    top, bottom = core(word.box)
    near = word.box.right > dot.left - BESIDE * word.size
    return top <= dot.middle[1] <= bottom and near


def _is_bullet(dot: Box, word: Word) -> bool:
    small = SMALLEST * word.size <= dot.height <= LARGEST * word.size
    return small and word.box.left - dot.right <= BEFORE * word.size
