"""Blocks in the making: lines end up in paragraphs, these in items, quotations and the page."""

from collections.abc import Sequence
from enum import Enum, auto

import msgspec

from aurora.domains.blocks import (
    AnyBlock,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    said,
)
from aurora.infrastructure.extraction.flow import Flow, collapsed, without
from aurora.infrastructure.extraction.numbering import Item, Numbering, numbered

NESTING = 32
TITLE_LIMIT = 300
TOO_DEEP = f"lists and quotations were read {NESTING} deep"


class Kind(Enum):
    """What is open."""

    BODY = auto()
    LIST = auto()
    ITEM = auto()


class Open(msgspec.Struct):
    """What was gathered of a part that has not ended; of a list also its items, with the numbers
    that they have of their own; of an item that number.
    """

    kind: Kind
    blocks: list[AnyBlock] = []
    items: list[Item] = []
    values: list[int | None] = []
    numbering: Numbering | None = None
    value: int | None = None
    described: bool = False

    def add_item(self, blocks: Sequence[AnyBlock], value: int | None = None) -> None:
        """Take in an item of a list."""
        self.items.append(tuple(blocks))
        self.values.append(value)


class Building:
    """Takes in what a reader meets in its order; whatever begins is ended by who began it."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.too_deep = False
        self._open = [Open(Kind.BODY)]
        self._level: int | None = None
        self._pictures: list[Image] = []

    @property
    def in_title(self) -> bool:
        """Whether a title is being read."""
        return self._level is not None

    @property
    def plain(self) -> bool:
        """Whether what comes next begins a paragraph without look or link."""
        flow = self.flow
        return not (flow.begun or flow.style or flow.link) and self._level is None

    def text(self, text: str) -> None:
        """Go on with the line; after an empty one, with another paragraph."""
        if text.isspace():
            self.flow.space()
            return
        if self.flow.breaks > 1:
            self.end_line()
        self.flow.text(text)

    def picture(self, image: Image) -> None:
        """Take in a picture that stands amid words: it follows their paragraph."""
        self._pictures.append(image)

    def end_line(self) -> None:
        """End what is being written, unless it is a title."""
        if self._level is not None:
            self.flow.space()
            return
        if self.flow.begun:
            self._add(Paragraph(runs=self.flow.take()))
        if self._pictures:
            self._add_pictures()

    def add(self, *blocks: AnyBlock) -> None:
        """Take in blocks as they are."""
        self.end_line()
        self._open[-1].blocks += blocks

    def add_text(self, text: str) -> None:
        """Take in a paragraph of that text alone, where what comes next is plain."""
        self._open[-1].blocks += paragraph(text)

    def add_title(self, level: int, text: str) -> None:
        """Take in a title of that text alone, where what comes next is plain."""
        self._open[-1].blocks += [_title(level, one.runs) for one in paragraph(text)]

    def begin_title(self, level: int) -> None:
        """Take what follows for a title, outside of others and where no line is begun."""
        self._level = level

    def end_title(self) -> None:
        """End the title; one that only a picture shows is what is said of it."""
        level, self._level = self._level or 1, None
        runs = without("b", self.flow.take())
        if not said(runs) and self._pictures and (alt := self._pictures[0].alt):
            runs = (Run(alt),)
            del self._pictures[0]
        if said(runs):
            self._add(_title(level, runs))
        self._add_pictures()

    def begin_list(self, numbering: Numbering | None = None) -> bool:
        """Open a list, where there is room for one; without numbering its items are not counted."""
        return self._begin(Open(Kind.LIST, numbering=numbering))

    def end_list(self) -> None:
        """End the list."""
        self.end_line()
        self._gather()
        ended = self._open.pop()
        if ended.items and ended.numbering:
            self._open[-1].blocks += numbered(ended.items, ended.values, ended.numbering)
        elif ended.items:
            self._add(Listing(items=tuple(ended.items)))

    def begin_item(self, value: int | None = None) -> bool:
        """Open an item, in a list alone; `value` is the number that it has of its own."""
        if self._open[-1].kind is not Kind.LIST:
            return False
        self.end_line()
        self._gather()
        self._open.append(Open(Kind.ITEM, value=value))
        return True

    def end_item(self) -> None:
        """End the item."""
        self.end_line()
        ended = self._open.pop()
        if ended.blocks:
            self._open[-1].add_item(ended.blocks, ended.value)

    def term(self) -> None:
        """Begin what is explained: after an explanation, another item."""
        self.end_line()
        if self._open[-1].described:
            self._gather()

    def description(self) -> None:
        """Begin an explanation."""
        self.end_line()
        self._open[-1].described = True

    def begin_quote(self) -> bool:
        """Open a quotation, where there is room for one."""
        return self._begin(Open(Kind.BODY))

    def end_quote(self) -> None:
        """End the quotation."""
        self.end_line()
        blocks = self._open.pop().blocks
        if blocks:
            self._add(Quote(blocks=tuple(blocks)))

    def blocks(self) -> tuple[AnyBlock, ...]:
        """Give all that was taken in."""
        self.end_line()
        return tuple(self._open[0].blocks)

    def _begin(self, part: Open) -> bool:
        self.end_line()
        if self.in_title or len(self._open) > NESTING:
            self.too_deep = self.too_deep or not self.in_title
            return False
        self._open.append(part)
        return True

    def _gather(self) -> None:
        """Make an item of what stands in a list without one; a list goes with the item before."""
        part = self._open[-1]
        if part.blocks and part.items and isinstance(part.blocks[0], Listing):
            part.items[-1] += tuple(part.blocks)
        elif part.blocks:
            part.add_item(part.blocks)
        part.blocks, part.described = [], False

    def _add(self, block: AnyBlock) -> None:
        self._open[-1].blocks.append(block)

    def _add_pictures(self) -> None:
        self._open[-1].blocks += self._pictures
        self._pictures = []


def paragraph(text: str) -> tuple[Paragraph, ...]:
    """Give what text becomes that stands alone."""
    core = "" if text.isspace() else collapsed(text).strip(" ")
    return (Paragraph(runs=(Run(core),)),) if core else ()


def _title(level: int, runs: Runs) -> AnyBlock:
    """Give a title, and a paragraph where a whole text is marked as one."""
    if len(said(runs)) > TITLE_LIMIT:
        return Paragraph(runs=runs)
    return Heading(level=level, runs=runs)
