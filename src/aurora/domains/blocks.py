"""What every reader makes of a source: a tree of blocks, from which all forms of it are written."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias

import msgspec


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Characters of one look: `style` holds any of `b` bold, `i` italic, `s` struck, `c` code;
    `link` is where they lead. A line break is `\\n`.
    """

    text: str
    style: str = ""
    link: str | None = None


Runs: TypeAlias = tuple[Run, ...]
STRUCK = "s"
LINE = re.compile(r"\S(?:[^\n]*\S)?")


class Block(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """Part of a source; `page` is the page that it begins on, from 1, where there are pages."""

    page: int | None = None


class Heading(Block, frozen=True, kw_only=True, tag="heading"):
    """A title, of the whole at level 1, of ever smaller parts down to level 6."""

    level: int
    runs: Runs


class Paragraph(Block, frozen=True, kw_only=True, tag="paragraph"):
    """Running text."""

    runs: Runs


class Listing(Block, frozen=True, kw_only=True, tag="list"):
    """Items, each of one or more blocks; an ordered list counts from `start`."""

    items: tuple[tuple["AnyBlock", ...], ...]
    ordered: bool = False
    start: int = 1


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """A cell of a table, and how many rows and columns it spans."""

    runs: Runs = ()
    rows: int = 1
    columns: int = 1


class Table(Block, frozen=True, kw_only=True, tag="table"):
    """A grid: every row has as many cells, those covered by another one's span being empty; the
    first `headers` rows are titles of columns.
    """

    rows: tuple[tuple[Cell, ...], ...]
    headers: int = 0


class Code(Block, frozen=True, kw_only=True, tag="code"):
    """Text for machines, as it stands, and its language where that is known."""

    text: str
    language: str | None = None


class Quote(Block, frozen=True, kw_only=True, tag="quote"):
    """What somebody else says."""

    blocks: tuple["AnyBlock", ...]


class Image(Block, frozen=True, kw_only=True, tag="image"):
    """A picture: where it is to be had, and what is said to be seen on it."""

    alt: str = ""
    source: str | None = None


AnyBlock: TypeAlias = Heading | Paragraph | Listing | Table | Code | Quote | Image


def said(runs: Runs) -> str:
    """Give the characters of runs alone."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def kept(runs: Runs) -> str:
    """Give the characters of runs, with waves around what is struck and so no longer holds, line by
    line: nobody is to quote it as if it did.
    """
    if not any(STRUCK in run.style for run in runs):
        return said(runs)
    alike = groupby(runs, lambda run: STRUCK in run.style)
    parts = [(struck, said(tuple(some))) for struck, some in alike]
    return "".join([LINE.sub(r"~~\g<0>~~", text) if struck else text for struck, text in parts])


def all_blocks(blocks: tuple[AnyBlock, ...]) -> Iterator[AnyBlock]:
    """Give every block in the order of reading, containers before what they hold."""
    for block in blocks:
        yield block
        match block:
            case Quote(blocks=inner):
                yield from all_blocks(inner)
            case Listing(items=items):
                for item in items:
                    yield from all_blocks(item)
