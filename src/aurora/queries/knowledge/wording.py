"""Puts quotations together so that they read well."""

import re
from collections.abc import Hashable, Sequence
from typing import Protocol
from uuid import UUID

ENDED = re.compile(r"[.!?…:;][\"'”’»)\]*_`]*\Z")
QUOTED_LINE = re.compile(r"\n[ \t]*(?:>[ \t]*)+")
BAR = re.compile(r"(?<!\\)\|")


class Quoted(Protocol):
    """A quotation and its place."""

    @property
    def quotation(self) -> str:
        """The characters as they stand."""
        ...

    @property
    def document_id(self) -> UUID:
        """The document."""
        ...

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above."""
        ...

    @property
    def start(self) -> int:
        """Where it begins."""
        ...


def worded(quoted: Sequence[Quoted]) -> str:
    """Give one paragraph for each section, best first, with its quotations in the text's order.

    White space becomes one space, with the marks of a quotation before its further lines, the cells
    of a table's row are parted by dashes, and what no full stop ends stands on a line of its own.
    """
    sections: dict[Hashable, list[Quoted]] = {}
    for one in quoted:
        sections.setdefault((one.document_id, one.headings), []).append(one)
    return "\n\n".join(map(_paragraph, sections.values()))


def _paragraph(section: Sequence[Quoted]) -> str:
    ordered = [_line(one.quotation) for one in sorted(section, key=lambda one: one.start)]
    return "".join(line + (" " if ENDED.search(line) else "\n") for line in ordered).rstrip()


def _line(quotation: str) -> str:
    if quotation.startswith("|"):
        cells = (cell.strip().replace("\\|", "|") for cell in BAR.split(quotation))
        return " – ".join(filter(None, cells))
    return " ".join(QUOTED_LINE.sub("\n", quotation).split())
