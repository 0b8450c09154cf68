"""Blocks as running text, for where a form has no room for blocks: cells of tables."""

from collections.abc import Iterable, Iterator, Sequence

from aurora.domains.blocks import (
    AnyBlock,
    Code,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    said,
)

BETWEEN = (Run("\n"),)


def flat(blocks: Sequence[AnyBlock]) -> Runs:
    """Give the words of blocks, each on a line of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].runs if said(blocks[0].runs).strip() else ()
    return _joined(runs for block in blocks for runs in _lines(block))


def _lines(block: AnyBlock) -> Iterator[Runs]:
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield runs
        case Code(text=text):
            yield (Run(text, "c"),)
        case Image(alt=alt):
            yield (Run(alt),)
        case Quote(blocks=inner):
            yield flat(inner)
        case Listing(items=items):
            yield from map(flat, items)
        case Table(rows=rows):
            for row in rows:
                yield _joined((cell.runs for cell in row), (Run(" "),))


def _joined(parts: Iterable[Runs], between: Runs = BETWEEN) -> Runs:
    joined: list[Run] = []
    for runs in parts:
        if said(runs).strip():
            joined += (*between, *runs) if joined else runs
    return tuple(joined)
