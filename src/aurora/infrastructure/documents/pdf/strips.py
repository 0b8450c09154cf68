"""The free strips between columns, as rows leave them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import Placed

LIKE = 0.9  # of what is free between columns is so between no words of a line
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


def is_loose(rows: Sequence[Row], strip: Strip, strips: Sequence[Strip]) -> bool:
    """Tell whether a strip is but what justified lines have between their words: each row that it
    parts leaves as much free where no strip is.
    """
    parted = [gaps for row in rows if (gaps := _gaps(row, strip))]
    return bool(parted) and all(_has_like(gaps, strip, strips) for gaps in parted)


def _gaps(row: Row, strip: Strip) -> list[Strip]:
    """Give what is free between the things of a row, if a strip is among it."""
    found = [(before.box.right, after.box.left) for before, after in pairwise(row)]
    return found if any(_lies_in(strip, gap) for gap in found) else []


def _has_like(gaps: Sequence[Strip], strip: Strip, strips: Sequence[Strip]) -> bool:
    others = [gap for gap in gaps if not any(_lies_in(one, gap) for one in strips)]
    width = min(b - a for a, b in gaps if _lies_in(strip, (a, b)))
    return any(b - a >= LIKE * width for a, b in others)


def _lies_in(strip: Strip, gap: Strip) -> bool:
    return gap[0] <= strip[0] and strip[1] <= gap[1]
