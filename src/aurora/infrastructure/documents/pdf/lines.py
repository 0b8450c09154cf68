"""Lines of words, and what stands between them and the next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.words import SMALLER, Word

CORE = 0.2  # of its height above and below a line belongs to its neighbours as well


class Placed(Protocol):
    """Something that stands somewhere on a page."""

    @property
    def box(self) -> Box:
        """Where it stands."""
        ...


Thing = TypeVar("Thing", bound=Placed)


@dataclass(frozen=True)
class Line:
    """Words beside each other, in a column that reaches so far, or in a block that names an author:
    a byline; or all of an entry of a table of contents.
    """

    words: tuple[Word, ...]
    column: Box
    byline: bool = False
    entry: bool = False

    @cached_property
    def box(self) -> Box:
        """Where it stands."""
        return around([word.box for word in self.words])

    @cached_property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return common_size(self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all("b" in word.style for word in self.words)

    @cached_property
    def code(self) -> bool:
        """Whether all of it is written in letters of one width."""
        return all("c" in word.style for word in self.words)


def common_size(words: Iterable[Word]) -> float:
    """Give the size, to the half point, that most characters have."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def rows(things: Sequence[Thing]) -> list[list[Thing]]:
    """Give what stands beside each other, from top to bottom, each from left to right."""
    found: list[list[Thing]] = []
    top = bottom = 0.0
    for thing in sorted(things, key=lambda one: (one.box.middle[1], one.box.left)):
        begins = not found or not top <= thing.box.middle[1] <= bottom
        if begins and not (found and _is_raised(found[-1][-1].box, thing.box)):
            found.append([])
        if begins:
            top, bottom = core(thing.box)
        found[-1].append(thing)
    return [sorted(row, key=lambda one: one.box.left) for row in found]


def core(box: Box) -> tuple[float, float]:
    """Give from where to where a line has its place to itself."""
    margin = CORE * box.height
    return box.top + margin, box.bottom - margin


def _is_raised(box: Box, other: Box) -> bool:
    """Tell whether a box stands before another, smaller and raised as the mark of a note is."""
    smaller = box.height < SMALLER * other.height
    return smaller and other.top <= box.middle[1] and 0 <= other.left - box.right < other.height


def apart(row: Sequence[Placed], other: Sequence[Placed]) -> float:
    """Give how much is free between rows, one above the other."""
    one, two = around([thing.box for thing in row]), around([thing.box for thing in other])
    return max(two.top - one.bottom, one.top - two.bottom)
