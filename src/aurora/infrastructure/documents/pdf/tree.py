"""Chunks and tables of all pages as one tree of blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from aurora.domains.blocks import AnyBlock, Cell, Code, Heading, Listing, Paragraph, Table
from aurora.infrastructure.documents.pdf.chunks import CODE, Chunk, Content, PageTable, goes_on
from aurora.infrastructure.documents.pdf.grids import CellWords, WordTable
from aurora.infrastructure.documents.pdf.headings import Bookmark, Headings
from aurora.infrastructure.documents.pdf.marks import NUMBER
from aurora.infrastructure.documents.pdf.runs import Mending, typed
from aurora.infrastructure.documents.pdf.words import Word

SMALL = 0.92  # of running text: notes below it
DEEPER = 0.7  # of the size to the right is a list within a list
FIGURES = re.compile(r"[\d.,%€$£+−–-]+")


class Tree:
    """Makes blocks of what stands on the pages of one document."""

    def __init__(self, contents: Sequence[Content], outline: Sequence[Bookmark]) -> None:
        chunks = [one for one in contents if isinstance(one, Chunk)]
        self._headings = Headings(chunks, outline)
        self._mending = Mending(line.text for chunk in chunks for line in chunk.lines)
        self._contents = self._joined(contents)

    def blocks(self) -> tuple[AnyBlock, ...]:
        """Give the blocks in order."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[AnyBlock]:
        for is_item, group in groupby(self._contents, self._is_item):
            if is_item:
                yield from self._lists([one for one in group if isinstance(one, Chunk)])
            else:
                yield from map(self._block, group)

    def _is_item(self, one: Content) -> bool:
        if not isinstance(one, Chunk) or one.marker in (None, CODE):
            return False
        return self._headings.level(one) is None

    def _block(self, one: Content) -> AnyBlock:
        if isinstance(one, PageTable):
            return self._table(one)
        if one.marker == CODE:
            return Code(text=typed(one.lines), page=one.page)
        if (level := self._headings.level(one)) is not None:
            words = [word for line in one.lines for word in line.words]
            plain = self._mending.runs([_unstyled(word) for word in words])
            return Heading(level=level, runs=plain, page=one.page)
        return self._paragraph(one)

    def _lists(self, items: Sequence[Chunk]) -> Iterator[AnyBlock]:
        """Give items as lists: those further to the right belong to the one before them. A letter
        alone makes no list.
        """
        start = head = 0
        for at in range(1, len(items) + 1):
            if at < len(items) and _deeper(items[at], items[start]):
                continue
            if at == len(items) or not _goes_with(items[at], items[head]):
                alone = at - start == 1 and items[start].lettered
                yield self._paragraph(items[start]) if alone else self._list(items[start:at])
                start = at
            head = at

    def _paragraph(self, one: Chunk) -> Paragraph:
        return Paragraph(runs=self._mending.runs(one.words), page=one.page)

    def _list(self, items: Sequence[Chunk]) -> Listing:
        heads = [at for at, item in enumerate(items) if at == 0 or not _deeper(item, items[0])]
        ends = [*heads[1:], len(items)]
        made: list[tuple[AnyBlock, ...]] = []
        for head, end in zip(heads, ends, strict=True):
            made.append((self._paragraph(items[head]), *self._lists(items[head + 1 : end])))
        number = _number(items[0])
        ordered, start = number is not None, 1 if number is None else number
        return Listing(items=tuple(made), ordered=ordered, start=start, page=items[0].page)

    def _table(self, one: PageTable) -> Table:
        rows = tuple(tuple(map(self._cell, row)) for row in one.table.rows)
        return Table(rows=rows, headers=_headers(one.table), page=one.page)

    def _cell(self, cell: CellWords) -> Cell:
        words = [_unstyled(word) for word in cell.words]
        return Cell(self._mending.runs(words), cell.rows, cell.columns)

    def _joined(self, contents: Sequence[Content]) -> list[Content]:
        """Join what goes on from page to page; notes at the foot of a page and asides stand in
        between.
        """
        joined: list[Content] = []
        head: Chunk | None = None
        last: Chunk | None = None  # of what was joined to the head, as it stands on its page
        for one in contents:
            if not isinstance(one, Chunk):
                joined.append(one)
                head = last = None
            elif head and last and last.page < one.page and self._runs_on(last, one):
                head.lines.extend(one.lines)
                last = one
            else:
                joined.append(one)
                if not (head and (one.aside or self._is_note(one))):
                    head = last = one
        return joined

    def _runs_on(self, last: Chunk, one: Chunk) -> bool:
        return self._headings.level(last) is None and goes_on(last, one)

    def _is_note(self, one: Chunk) -> bool:
        return one.size <= SMALL * self._headings.body


def _deeper(item: Chunk, first: Chunk) -> bool:
    return item.left > first.left + DEEPER * first.size and item.page == first.page


def _number(item: Chunk) -> int | None:
    number = NUMBER.fullmatch(item.marker or "")
    return int(number["number"]) if number else None


def _goes_with(item: Chunk, before: Chunk) -> bool:
    """Tell whether an item belongs to the list of another: a list says no numbers that do not
    count on.
    """
    number, last = _number(item), _number(before)
    return number is last is None or (None not in (number, last) and number == (last or 0) + 1)


def _unstyled(word: Word) -> Word:
    return Word(word.text, word.box, word.size, "", word.link)


def _headers(table: WordTable) -> int:
    """Give how many rows are titles of columns: the first where it is bold and the next is not, or
    holds words above figures.
    """
    first, *others = table.rows
    words = [word for cell in first for word in cell.words]
    below = [word for row in others for cell in row for word in cell.words]
    if not words or not below:
        return 0
    if all("b" in word.style for word in words):
        return int(not all("b" in word.style for word in below))
    worded = not any(FIGURES.fullmatch(word.text) for word in words)
    return int(worded and any(FIGURES.fullmatch(word.text) for word in below))
