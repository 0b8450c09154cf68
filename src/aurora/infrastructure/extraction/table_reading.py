"""Tables of a page as blocks: as grids, as code with the numbers of its lines, or taken apart."""

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock, Runs
from aurora.infrastructure.extraction.flattening import flat
from aurora.infrastructure.extraction.grids import Given, Span, even, grid
from aurora.infrastructure.extraction.preformatted import code, numbers
from aurora.infrastructure.extraction.tables import asks, lays_out, listing, rows, span
from aurora.infrastructure.extraction.walk import Walk

TOO_SPARSE = "a table with few cells in many rows and columns was written line by line"


def read_table(walk: Walk, node: LexborNode) -> None:
    """Take a table into what the walk builds, unless it is a form."""
    if listed := listing(node, walk.left_out):
        for title in node.css("th"):
            if not numbers(title) and title.mem_id not in walk.left_out:
                walk.building.add(*walk.inside(title))
        add_code(walk, listed, node)
        return
    found = rows(node, walk.left_out)
    cells = [[walk.inside(cell) for cell in row] for row in found.cells]
    inside = [cell for row in cells for cell in row]
    if asks(node, found, inside):
        return
    for caption in found.captions:
        walk.building.add(*walk.inside(caption))
    if lays_out(node, found, inside):
        _unroll(walk, cells)
    else:
        _fill(walk, found.cells, cells, found.headers)


def add_code(walk: Walk, node: LexborNode, around: LexborNode | None = None) -> None:
    """Take what stands in a node as code, whose language may be named further `around` it."""
    found = code(node, walk.left_out, around)
    if found.text.strip():
        walk.building.add(found)


def _fill(
    walk: Walk,
    nodes: Sequence[Sequence[LexborNode]],
    cells: Sequence[Sequence[tuple[AnyBlock, ...]]],
    headers: int,
) -> None:
    runs = [list(map(flat, line)) for line in cells]
    spans = [list(map(span, row)) for row in nodes]
    table = even(runs, spans, headers) or grid(_given(runs, spans), headers)
    if table is None:
        walk.reasons[TOO_SPARSE] = None
        _unroll(walk, cells)
    elif table.rows:
        walk.building.add(table)


def _given(
    runs: Sequence[Sequence[Runs]], spans: Sequence[Sequence[Span]]
) -> Sequence[Sequence[Given]]:
    return [
        [Given(said, *span) for said, span in zip(line, row, strict=True)]
        for line, row in zip(runs, spans, strict=True)
    ]


def _unroll(walk: Walk, cells: Sequence[Sequence[tuple[AnyBlock, ...]]]) -> None:
    for row in cells:
        for blocks in row:
            walk.building.add(*blocks)
