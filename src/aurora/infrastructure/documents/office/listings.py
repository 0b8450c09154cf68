"""Lists of office documents: with the letters and words that they count with, and without titles of
chapters, which some programs keep in lists for their numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from aurora.domains.blocks import AnyBlock, Heading, Listing, Run
from aurora.infrastructure.extraction.numbering import labelled, lettered

BULLET, DECIMAL, OF_WORDS = "bullet", "decimal", "words"
LETTERS = {"lower_alpha": "a", "upper_alpha": "A", "lower_roman": "i", "upper_roman": "I"}
PLAIN = re.compile(r"[(\[]?\d{1,9}[.)\]:-]*")
# numbers, and letters with a sign after them: a letter alone may be a bullet of a font of signs
COUNTED = re.compile(
    r"[(\[]?(?:\d{1,9}(?:\.\d{1,9})*[.)\]:-]*|(?:[a-zA-Z]|[ivxlc]+|[IVXLC]+)[.)\]])"
)


class Item(NamedTuple):
    """What stands in an item, and what before it."""

    blocks: tuple[AnyBlock, ...]
    number: int = 1
    mark: str = ""

    @property
    def is_wordless(self) -> bool:
        """Whether it holds nothing but lists."""
        return bool(self.blocks) and all(isinstance(block, Listing) for block in self.blocks)


def counting(marks: Sequence[str | None], marker: str, start: int) -> tuple[str, int]:
    """Tell how a list counts, and from where: one of bullets may be counted by its marks alone."""
    said = [mark or "" for mark in marks]
    if marker != BULLET or not said or not all(map(COUNTED.fullmatch, said)):
        return marker, start
    numbers = [int(mark.strip("()[].:-")) for mark in said if PLAIN.fullmatch(mark)]
    first = numbers[0] if numbers else start
    is_plain = numbers == list(range(first, first + len(said)))
    return (DECIMAL if is_plain else OF_WORDS), first


def numbered(
    items: Iterable[tuple[tuple[AnyBlock, ...], str | None]], marker: str, start: int
) -> Iterator[Item]:
    """Give items, each with the mark that it has, or that its number tells, in a list that begins
    at a number.
    """
    number = start
    for blocks, mark in items:
        item = Item(blocks, number)
        if marker != BULLET and not item.is_wordless:
            told = mark or f"{lettered(number, LETTERS.get(marker, ''))}."
            item, number = item._replace(mark=told), number + 1
        yield item


def listings(items: Iterable[Item], marker: str, page: int | None) -> Iterator[AnyBlock]:
    """Give a list, and titles of chapters in it as such."""
    waiting: list[Item] = []
    for item in items:
        if item.blocks and isinstance(first := item.blocks[0], Heading):
            yield from _listing(waiting, marker, page)
            waiting = []
            before = (Run(f"{item.mark} "),) if item.mark else ()
            yield replace(first, runs=(*before, *first.runs))
            yield from item.blocks[1:]
        else:
            waiting.append(item)
    yield from _listing(waiting, marker, page)


def _listing(items: Sequence[Item], marker: str, page: int | None) -> Iterator[Listing]:
    counted = marker == DECIMAL and all(PLAIN.fullmatch(item.mark or "1.") for item in items)
    if items and (marker == BULLET or counted):
        blocks = tuple(item.blocks for item in items)
        yield Listing(items=blocks, ordered=counted, start=items[0].number, page=page)
    elif items:
        marked = (labelled(one.mark, one.blocks) if one.mark else one.blocks for one in items)
        yield Listing(items=tuple(marked), page=page)
