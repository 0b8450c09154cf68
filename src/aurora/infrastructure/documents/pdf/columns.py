"""The bands of a page over which strips between columns run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import Placed, apart
from aurora.infrastructure.documents.pdf.strips import (
    Free,
    Row,
    Strip,
    free_of,
    side_of,
)


@dataclass(frozen=True)
class Band:
    """Rows that the same strips run through; none where it is one column. Columns that are `blocks`
    are read one after the other, however short they are; `entries` are those of a table of
    contents, a row each.
    """

    rows: list[Row]
    strips: list[Strip]
    blocks: bool = False
    entries: bool = False


def bands(rows: Sequence[Row], extent: Box, least: float) -> list[Band]:
    """Cut rows where the strips between columns, each at least so wide, begin or end."""
    found: list[Band] = []
    band: list[Row] = []
    free = Free([], 0.0, 0.0)
    for row in rows:
        gaps = free_of(row, extent, least)
        if band and _parts(free, gaps, least):
            kept, band = _closed(band, free.inner, least)
            found.append(kept)
            free = free_of_all(band, extent, least) if band else free
        free = free.shared(gaps, least) if band else gaps
        band.append(row)
    if band:
        found.append(Band(band, free.inner))
    return _merged(found)


def free_of_all(rows: Sequence[Row], extent: Box, least: float) -> Free:
    """Give what all rows leave free."""
    return reduce(
        lambda one, other: one.shared(other, least), (free_of(row, extent, least) for row in rows)
    )


def _parts(free: Free, gaps: Free, least: float) -> bool:
    """Tell whether another band begins with the gaps of a row: strips begin in it, or end above
    it.
    """
    strips = free.shared(gaps, least).strips
    if not free.inner:
        return bool(gaps.inner) or (bool(free.strips or gaps.strips) and not strips)
    left, own = free._replace(strips=strips).inner, gaps._replace(strips=strips).inner
    return len(left) < len(free.inner) and not own


def columns_of(band: Band) -> list[list[Placed]]:
    """Give what stands in each column of a band."""
    columns: list[list[Placed]] = [[] for _ in range(len(band.strips) + 1)]
    for row in band.rows:
        for thing in row:
            columns[side_of(thing, band.strips)].append(thing)
    return columns


def _closed(band: list[Row], strips: list[Strip], least: float) -> tuple[Band, list[Row]]:
    """End a band; lines of the first column that stand apart below all others begin the next."""
    last = max(
        (at for at, row in enumerate(band) if any(side_of(one, strips) for one in row)), default=0
    )
    after = band[last + 1 :] if strips else []
    if after and apart(band[last], after[0]) > least:
        return Band(band[: last + 1], strips), after
    return Band(band, strips), []


def _merged(found: Sequence[Band]) -> list[Band]:
    merged: list[Band] = []
    for band in found:
        if merged and not band.strips and not merged[-1].strips:
            merged[-1] = Band([*merged[-1].rows, *band.rows], [])
        else:
            merged.append(band)
    return merged
