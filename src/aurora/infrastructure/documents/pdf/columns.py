"""The free strips between columns, and the bands of a page over which they run."""

from collections.abc import Sequence
from dataclasses import dataclass

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.lines import Placed

Strip = tuple[float, float]
Row = Sequence[Placed]


@dataclass(frozen=True)
class Band:
    """Rows that the same strips run through; none where it is one column."""

    rows: list[Row]
    strips: list[Strip]


def bands(rows: Sequence[Row], extent: Box, least: float) -> list[Band]:
    """Cut rows where the strips between columns, each at least so wide, begin or end."""
    found: list[Band] = []
    band: list[Row] = []
    free: list[Strip] = []
    for row in rows:
        gaps = free_of(row, extent, least)
        if band and _parts(band, free, row, gaps, least):
            kept, band = _closed(band, free, least)
            found.append(kept)
            free = free_of(band[0], extent, least) if band else []
        free = _common(free, gaps, least) if band else gaps
        band.append(row)
    if band:
        found.append(Band(band, _between(band, free)))
    return _merged(found)


def _parts(
    band: Sequence[Row], free: Sequence[Strip], row: Row, gaps: Sequence[Strip], least: float
) -> bool:
    """Tell whether another band begins with the row: strips begin in it, or end above it."""
    strips, inner = _between(band, free), _between([row], gaps)
    common = _common(free, gaps, least)
    if not strips:
        return bool(inner) or (bool(free or gaps) and not common)
    return len(_between(band, common)) < len(strips) and not _between([row], common)


def free_of(row: Row, extent: Box, least: float) -> list[Strip]:
    """Give the strips of at least that width in which nothing of the row stands."""
    found: list[Strip] = []
    at = extent.left
    for thing in row:
        if thing.box.left - at >= least:
            found.append((at, thing.box.left))
        at = max(at, thing.box.right)
    if extent.right - at >= least:
        found.append((at, extent.right))
    return found


def side_of(thing: Placed, strips: Sequence[Strip]) -> int:
    """Give the number of the column, from 0, that a thing stands in."""
    return sum(thing.box.middle[0] > strip[0] for strip in strips)


def _common(some: Sequence[Strip], others: Sequence[Strip], least: float) -> list[Strip]:
    met = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(start, end) for start, end in met if end - start >= least]


def _closed(band: list[Row], free: list[Strip], least: float) -> tuple[Band, list[Row]]:
    """End a band; lines of the first column that stand apart below all others begin the next."""
    strips = _between(band, free)
    last = max(
        (at for at, row in enumerate(band) if any(side_of(one, strips) for one in row)), default=0
    )
    after = band[last + 1 :] if strips else []
    if after and _top(after[0]) - _bottom(band[last]) > least:
        return Band(band[: last + 1], strips), after
    return Band(band, strips), []


def _between(band: Sequence[Row], free: Sequence[Strip]) -> list[Strip]:
    things = [thing for row in band for thing in row]
    return [
        (start, end)
        for start, end in free
        if any(one.box.middle[0] < start for one in things)
        and any(one.box.middle[0] > end for one in things)
    ]


def _merged(found: Sequence[Band]) -> list[Band]:
    merged: list[Band] = []
    for band in found:
        if merged and not band.strips and not merged[-1].strips:
            merged[-1] = Band([*merged[-1].rows, *band.rows], [])
        else:
            merged.append(band)
    return merged


def _top(row: Row) -> float:
    return around([thing.box for thing in row]).top


def _bottom(row: Row) -> float:
    return around([thing.box for thing in row]).bottom
