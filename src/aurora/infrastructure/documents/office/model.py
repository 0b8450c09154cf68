"""What anydoc makes of a document, as our tree of blocks."""

import re
from collections.abc import Iterable, Iterator, Sequence

import anydoc

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
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

BULLET = "bullet"
TICKED, OPEN = "☑ ", "☐ "
WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Converter:
    """Makes blocks of one document, all of them on the given page if there is one."""

    def __init__(self, document: anydoc.Document, page: int | None = None) -> None:
        self._document, self._page = document, page
        self._numbers = {note.id: at for at, note in enumerate(document.notes, 1)}

    def blocks(self) -> tuple[AnyBlock, ...]:
        """Give the blocks, and the notes after them."""
        return (*self._all(self._document.blocks), *self._notes())

    def _notes(self) -> Iterator[AnyBlock]:
        for at, note in enumerate(self._document.notes, 1):
            blocks = self._all(note.blocks)
            if blocks and isinstance(blocks[0], Paragraph):
                first = Paragraph(runs=(Run(f"[{at}] "), *blocks[0].runs), page=self._page)
                blocks = (first, *blocks[1:])
            yield from blocks

    def _all(self, blocks: Iterable[anydoc.Block]) -> tuple[AnyBlock, ...]:
        return tuple(made for block in blocks for made in self._block(block))

    def _block(self, block: anydoc.Block) -> Iterator[AnyBlock]:
        match block.kind:
            case "heading" | "paragraph":
                yield from self._text(block)
            case "list" if block.list:
                yield self._list(block.list)
            case "table" if block.table:
                yield from self._table(block.table)
            case "block_quote":
                yield Quote(blocks=self._all(block.blocks or ()), page=self._page)
            case "code_block" | "math":
                language = "latex" if block.kind == "math" else block.lang
                yield Code(text=block.text or "", language=language, page=self._page)

    def _text(self, block: anydoc.Block) -> Iterator[AnyBlock]:
        content = block.content or []
        runs = self._runs(content)
        if said(runs).strip():
            if block.kind == "heading":
                yield Heading(level=block.level or 1, runs=runs, page=self._page)
            else:
                yield Paragraph(runs=runs, page=self._page)
        for inline in content:
            if inline.kind == "image" and (inline.alt or _address(inline)):
                yield Image(alt=inline.alt or "", source=_address(inline), page=self._page)

    def _list(self, found: anydoc.List) -> Listing:
        return Listing(
            items=tuple(self._all(item.blocks) for item in found.items),
            ordered=found.marker != BULLET,
            start=found.start,
            page=self._page,
        )

    def _table(self, table: anydoc.Table) -> Iterator[AnyBlock]:
        if table.kind == "layout":
            for row in table.grid:
                for slot in row:
                    yield from self._all(slot.cell.blocks if slot.cell else ())
            return
        rows = tuple(tuple(map(self._cell, row)) for row in table.grid)
        if rows:
            yield Table(rows=rows, headers=table.header_rows, page=self._page)

    def _cell(self, slot: anydoc.CellSlot) -> Cell:
        if slot.cell is None:
            return Cell()
        return Cell(self._within(slot.cell.blocks), slot.cell.row_span, slot.cell.col_span)

    def _within(self, blocks: Sequence[anydoc.Block]) -> Runs:
        """Give all that blocks say as the runs of one cell."""
        runs: list[Run] = []
        for block in blocks:
            found = self._runs(block.content or ()) or self._deeper(block)
            if runs and found:
                runs.append(Run("\n"))
            runs.extend(found)
        return tuple(runs)

    def _deeper(self, block: anydoc.Block) -> Runs:
        if block.list:
            return self._within([inner for item in block.list.items for inner in item.blocks])
        if block.table:
            cells = [slot.cell for row in block.table.grid for slot in row if slot.cell]
            return self._within([inner for cell in cells for inner in cell.blocks])
        return self._within(block.blocks) if block.blocks else (Run(block.text or ""),)

    def _runs(self, content: Iterable[anydoc.Inline], link: str | None = None) -> Runs:
        return tuple(run for inline in content for run in self._run(inline, link))

    def _run(self, inline: anydoc.Inline, link: str | None) -> Iterator[Run]:
        match inline.kind:
            case "text":
                yield Run(inline.text or "", _style(inline.style), link)
            case "link":
                target = inline.target.value if inline.target else ""
                yield from self._runs(inline.content or (), target if WEB.match(target) else link)
            case "line_break":
                yield Run("\n")
            case "math":
                yield Run(inline.text or "", "c", link)
            case "checkbox":
                yield Run(TICKED if inline.checked else OPEN)
            case "note_ref" if inline.note_id in self._numbers:
                yield Run(f"[{self._numbers[inline.note_id]}]")


def _style(style: anydoc.Style | None) -> str:
    if style is None:
        return ""
    looks = (("b", style.bold), ("i", style.italic), ("s", style.strike), ("c", style.code))
    return "".join(letter for letter, on in looks if on)


def _address(inline: anydoc.Inline) -> str | None:
    return inline.source.url if inline.source else None
