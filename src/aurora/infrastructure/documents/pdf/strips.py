"""The free strips between columns, as rows leave them."""

from collections.abc import Sequence
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import Placed

Strip = tuple[float, float]
Row = Sequence[Placed]


class Free(NamedTuple):
    """What rows leave free, and the middles of their first thing and their last."""

    strips: list[Strip]
    first: float
    last: float

    @property
    def inner(self) -> list[Strip]:
        """The strips that have something on both sides."""
        return [(a, b) for a, b in self.strips if self.first < a and b < self.last]

    def shared(self, other: "Free", least: float) -> "Free":
        """Give what both leave free, as far as it is that wide."""
        strips = common(self.strips, other.strips, least)
        return Free(strips, min(self.first, other.first), max(self.last, other.last))


def free_of(row: Row, extent: Box, least: float) -> Free:
    """Give the strips of at least that width in which nothing of the row stands."""
    found: list[Strip] = []
    at = extent.left
    for thing in row:
        if thing.box.left - at >= least:
            found.append((at, thing.box.left))
        at = max(at, thing.box.right)
    if extent.right - at >= least:
        found.append((at, extent.right))
    middles = [thing.box.middle[0] for thing in row]
    return Free(found, min(middles), max(middles))


def common(some: Sequence[Strip], others: Sequence[Strip], least: float) -> list[Strip]:
    """Give what strips share with others, as far as it is that wide."""
    met = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(start, end) for start, end in met if end - start >= least]


def side_of(thing: Placed, strips: Sequence[Strip]) -> int:
    """Give the number of the column, from 0, that a thing stands in."""
    return sum(thing.box.middle[0] > strip[0] for strip in strips)
