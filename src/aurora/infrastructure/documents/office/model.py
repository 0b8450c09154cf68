"""What anydoc makes of a document, as our tree of blocks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

import anydoc
from msgspec.structs import replace

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Image,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    said,
)
from aurora.domains.marking import displayed
from aurora.infrastructure.documents.office.deepening import deepened
from aurora.infrastructure.documents.office.listings import counting, listings, numbered
from aurora.infrastructure.extraction.formulas import ALONE, AMID, bare, tex_runs

TICKED, OPEN = "☑ ", "☐ "
UNSEEN = ("anchor", "line_break")
# what no letter of TeX stands in looks the same upright, and is found as it is written
UPRIGHT = re.compile(r"\\mathrm\{((?:[^\\{}\w]|\d|\\[a-z]++)+)\}(?=([a-zA-Z]?))")
WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Converter:
    """Makes blocks of one document, all of them on the given page if there is one."""

    def __init__(self, document: anydoc.Document, page: int | None = None) -> None:
        self._document, self._page = document, page
        self._numbers = {note.id: at for at, note in enumerate(document.notes, 1)}

    def blocks(self) -> tuple[AnyBlock, ...]:
        """Give the blocks, and the notes after them."""
        return tuple(deepened((*self._all(self._document.blocks), *self._notes())))

    def _notes(self) -> Iterator[AnyBlock]:
        for at, note in enumerate(self._document.notes, 1):
            if blocks := self._all(note.blocks):
                yield from _labelled(f"[{at}]", blocks)

    def _all(self, blocks: Iterable[anydoc.Block]) -> tuple[AnyBlock, ...]:
        return tuple(made for block in blocks for made in self._block(block))

    def _block(self, block: anydoc.Block) -> Iterator[AnyBlock]:
        match block.kind:
            case "heading" | "paragraph":
                yield from self._text(block)
            case "list" if block.list:
                yield from self._list(block.list)
            case "table" if block.table:
                yield from self._table(block.table)
            case "block_quote":
                yield Quote(blocks=self._all(block.blocks or ()), page=self._page)
            case "code_block":
                yield Code(text=block.text or "", language=block.lang, page=self._page)
            case "math":
                yield from self._formulas([block.text or ""])

    def _formulas(self, formulas: Iterable[str]) -> Iterator[AnyBlock]:
        """Give formulas that stand alone, each on a line of its own."""
        for tex in filter(None, map(_tex, formulas)):
            yield Paragraph(runs=tex_runs(tex, ALONE), page=self._page)

    def _text(self, block: anydoc.Block) -> Iterator[AnyBlock]:
        content = block.content or []
        if block.kind == "paragraph" and all(map(_is_formula, filter(_is_seen, content))):
            yield from self._formulas(one.text or "" for one in content if _is_formula(one))
            return
        runs = self._runs(content)
        if said(runs).strip():
            if block.kind == "heading":
                yield Heading(level=block.level or 1, runs=runs, page=self._page)
            else:
                yield Paragraph(runs=runs, page=self._page)
        for inline in content:
            if inline.kind == "image" and (inline.alt or _address(inline)):
                yield Image(alt=inline.alt or "", source=_address(inline), page=self._page)

    def _list(self, found: anydoc.List) -> Iterator[AnyBlock]:
        items = [(self._all(item.blocks), item.marker_label) for item in found.items]
        marker, start = counting([mark for _, mark in items], found.marker, found.start)
        return listings(numbered(items, marker, start), marker, self._page)

    def _table(self, table: anydoc.Table) -> Iterator[AnyBlock]:
        if table.kind == "layout" or list(map(len, table.grid)) == [1]:
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
            found = self._runs(block.content or []) or self._deeper(block)
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
        if block.kind == "math":
            return _formula(block.text, None)
        return self._within(block.blocks) if block.blocks else (Run(block.text or ""),)

    def _runs(self, content: Sequence[anydoc.Inline], link: str | None = None) -> Runs:
        """Give what stands in a line; formulas that follow each other stand apart."""
        runs: list[Run] = []
        for before, inline in zip((None, *content), content, strict=False):
            if before and _is_formula(before) and _is_formula(inline):
                runs.append(Run(" "))
            runs.extend(self._run(inline, link))
        return tuple(runs)

    def _run(self, inline: anydoc.Inline, link: str | None) -> Iterator[Run]:
        match inline.kind:
            case "text":
                yield Run(inline.text or "", _style(inline.style), link)
            case "link":
                target = inline.target.value if inline.target else ""
                yield from self._runs(inline.content or [], target if WEB.match(target) else link)
            case "line_break":
                yield Run("\n")
            case "math":
                yield from _formula(inline.text, link)
            case "checkbox":
                yield Run(TICKED if inline.checked else OPEN)
            case "note_ref" if inline.note_id in self._numbers:
                yield Run(f"[{self._numbers[inline.note_id]}]")


def _labelled(label: str, blocks: Sequence[AnyBlock]) -> Iterator[AnyBlock]:
    """Give the blocks of a note behind its mark."""
    first, *rest = blocks
    if isinstance(first, Paragraph) and not displayed(first.runs):
        begin, *others = dropwhile(_is_blank, first.runs)
        words = Run(begin.text.lstrip(), begin.style, begin.link)
        yield replace(first, runs=(Run(f"{label} "), words, *others))
    else:
        yield Paragraph(runs=(Run(label),), page=first.page)
        yield first
    yield from rest


def _is_blank(run: Run) -> bool:
    return not run.text.strip()


def _is_formula(inline: anydoc.Inline) -> bool:
    return inline.kind == "math"


def _is_seen(inline: anydoc.Inline) -> bool:
    blank = inline.kind == "text" and not (inline.text or "").strip()
    return not blank and inline.kind not in UNSEEN


def _formula(given: str | None, link: str | None) -> Runs:
    tex = _tex(given or "")
    return tex_runs(tex, AMID, link) if tex else ()


def _tex(given: str) -> str:
    return bare(UPRIGHT.sub(_upright, given))


def _upright(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[2] and found[1][-1].isalpha() else found[1]


def _style(style: anydoc.Style | None) -> str:
    if style is None:
        return ""
    looks = (("b", style.bold), ("i", style.italic), ("s", style.strike), ("c", style.code))
    return "".join(letter for letter, on in looks if on)


def _address(inline: anydoc.Inline) -> str | None:
    return inline.source.url if inline.source else None
