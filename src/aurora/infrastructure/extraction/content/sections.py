"""How far what a heading announces goes, if readers wrote it."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.headings import LEVELS, UNLEVELLED
from aurora.infrastructure.extraction.content.marks import BITS, HEADING
from aurora.infrastructure.extraction.content.signs import WHEN
from aurora.infrastructure.extraction.content.visible import NONE, Visible

WRITING = ("comment", "byline", "user", "<time>", "form", "<form>")
WRITTEN = sum(BITS[name] for name in WRITING)
DATED = re.compile(rf"\b(?:{WHEN})\b", re.IGNORECASE)
ENOUGH, AROUND, LONG, NO_LEVEL = 20, 4, 12, 99


class Sections:
    """The parts of a page that stand below headings, by the number of words of each block; those
    headings that the part before goes on below are `going_on`.
    """

    def __init__(
        self, visible: Visible, words: NDArray[np.float32], going_on: Sequence[int]
    ) -> None:
        self._texts = [block.text for block in visible.blocks]
        self._going_on = np.zeros(len(words), bool)
        self._going_on[list(going_on)] = True
        self._shape, self._elements, self._words = visible.shape, visible.elements, words
        self._marks = visible.marks
        self._depths = np.array(visible.shape.depths(), np.int64)[visible.elements]
        self._levels = self._leveled(visible)

    @cached_property
    def _dated(self) -> NDArray[np.bool_]:
        return np.array([DATED.search(text) is not None for text in self._texts])

    def end(self, number: int, *, prose: bool) -> int:
        """Give the first block after what a heading stands above: the rest of the element around
        it, or of one around that, where it holds no more, up to the next heading that is no lower.
        Where no date, name or form, nor `prose` if that says it too, tells that somebody wrote
        there, give the heading itself.
        """
        end, last = number + 1, self._next(number)
        element = int(self._elements[number])
        for _ in range(AROUND):
            element = self._shape.parents[element]
            end = self._left(element, number)
            if end >= last or self._words[number + 1 : end].sum() >= ENOUGH:
                break
        end = min(end, last)
        return end if self._written(number, end, prose) else number

    def _left(self, element: int, number: int) -> int:
        """Give the first block from a number on that does not stand in an element."""
        after = self._elements[number:]
        outside = (after < element) | (after >= self._shape.ends[element])
        return number + (int(outside.argmax()) if outside.any() else len(outside))

    def _next(self, number: int) -> int:
        """Give the next heading of a higher level, or of the same that stands no deeper: deeper
        ones may name who wrote a comment.
        """
        after, level = slice(number + 1, None), self._levels[number]
        beside = self._depths[after] <= self._depths[number]
        ends = (self._levels[after] + ~beside <= level) & ~self._going_on[after]
        return number + 1 + (int(ends.argmax()) if ends.any() else len(ends))

    def _written(self, number: int, end: int, prose: bool) -> bool:
        after = slice(number + 1, end)
        told = self._marks[after] & WRITTEN & ~self._marks[number]
        long = prose & (self._words[after] >= LONG)
        return bool((long | (told > 0) | self._dated[after]).any())

    def _leveled(self, visible: Visible) -> NDArray[np.int64]:
        """Give of each block the level of the heading that it is in, NO_LEVEL where in none."""
        levels = [LEVELS.get(tag, 0) for tag in self._shape.tags]
        titles = visible.innermost({element for element, level in enumerate(levels) if level})
        unlevelled = np.where(self._marks & HEADING, UNLEVELLED, NO_LEVEL)
        return np.where(titles == NONE, unlevelled, np.array(levels, np.int64)[titles])
