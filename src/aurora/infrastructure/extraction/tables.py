"""The rows and cells of a table element, and whether it is one or only lays out what it holds."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock, Code, Heading, Quote, Table, said
from aurora.infrastructure.extraction.flattening import flat
from aurora.infrastructure.extraction.preformatted import numbers

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
COLUMNS, ROWS = 1_000, 65_534  # the widest spans that HTML allows
NUMBER = re.compile(r"\s*\+?(\d+)")
LISTING = re.compile(
    r"(?:^|[\s_-])(?:highlighttable|rouge-table|codehilitetable|js-file-line-container|lntable"
    r"|syntaxhighlighter|crayon-table)(?:$|[\s_-])",
    re.IGNORECASE,
)
FIELDS = (
    "select, textarea, "
    "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])"
)
LABEL, ANCESTORS = 100, 200
WORDY = 4
APART = (Table, Heading)
LINES = 6


class Rows(NamedTuple):
    """The cells of a table by rows, how many of these are its head, and its captions."""

    cells: Sequence[Sequence[LexborNode]]
    headers: int
    captions: Sequence[LexborNode]


def rows(table: LexborNode, left_out: Container[int]) -> Rows:
    """Give what a table holds without its inner tables and what is left out."""
    captions: list[LexborNode] = []
    cells: list[list[LexborNode]] = []
    head = 0
    for part in sorted(children(table, left_out), key=lambda one: one.tag == "tfoot"):
        if part.tag == "caption":
            captions.append(part)
        for row in _rows(part, left_out):
            cells.append([one for one in children(row, left_out) if one.tag in ("td", "th")])
            head += part.tag == "thead"
    return Rows(cells, head or _titles(cells), captions)


def lays_out(table: LexborNode, found: Rows, blocks: Sequence[Sequence[AnyBlock]]) -> bool:
    """Tell whether a table is only there to put things side by side: by its role, else by the
    contents of its cells.
    """
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    if any(isinstance(one, APART) for cell in blocks for one in cell):
        return True
    headed = _is_headed(found)
    if any(_has_lines(cell) and not (headed and _is_short(cell)) for cell in blocks):
        return True
    if headed:
        return False
    full = sum(map(bool, blocks))
    alone = len(found.cells) == 1 or max(map(len, found.cells), default=0) == 1
    return alone or sum(map(len, blocks)) > WORDY * full


def asks(table: LexborNode, found: Rows, blocks: Sequence[Sequence[AnyBlock]]) -> bool:
    """Tell whether a table lays out a form: it stands in one, none of its cells says more than a
    label does, and no fewer ask for something than only say something.
    """
    if not _is_in_form(table) or table.css_first(FIELDS, None) is None:
        return False
    asking = [cell.css_first(FIELDS, None) is not None for row in found.cells for cell in row]
    lengths = [len(said(flat(one))) for one in blocks]
    telling = sum(length > 0 for length, field in zip(lengths, asking, strict=True) if not field)
    return max(lengths, default=0) <= LABEL and sum(asking) >= max(telling, 1)


def _is_in_form(table: LexborNode) -> bool:
    above = table.parent
    for _ in range(ANCESTORS):
        if above is None or above.tag == "form":
            break
        above = above.parent
    return above is not None and above.tag == "form"


def _is_headed(found: Rows) -> bool:
    titled = found.headers or found.captions
    return bool(titled) or any(one.tag == "th" for row in found.cells for one in row)


def _has_lines(cell: Sequence[AnyBlock]) -> bool:
    """Tell whether there is something in a cell that one line has no room for."""
    return any(
        isinstance(one, Quote) or (isinstance(one, Code) and "\n" in one.text) for one in cell
    )


def _is_short(cell: Sequence[AnyBlock]) -> bool:
    """Tell whether a cell has few enough lines to be read on one."""
    return said(flat(cell)).count("\n") < LINES


def span(cell: LexborNode) -> tuple[int, int]:
    """Give how many rows and columns a cell spans, as far as browsers believe it."""
    given = cell.attributes
    if not given:
        return 1, 1
    height, width = _number(given.get("rowspan"), ROWS), _number(given.get("colspan"), COLUMNS)
    return (height if height else ROWS), (width or 1)


def listing(table: LexborNode, left_out: Container[int]) -> LexborNode | None:
    """Give where the code is in a table that puts the numbers of lines beside it, which is named
    for that, or what stands around it.
    """
    inner = [one for one in table.css("pre") if not numbers(one) and one.mem_id not in left_out]
    if inner and any(map(numbers, table.css("pre, td"))) and len(table.css("tr")) == 1:
        return inner[-1]
    named = (one.attributes.get("class") or "" for one in (table, table.parent) if one)
    return table if any(map(LISTING.search, named)) else None


def children(node: LexborNode, left_out: Container[int]) -> Iterator[LexborNode]:
    """Give what stands directly in a node."""
    child = node.child
    while child is not None:
        if child.mem_id not in left_out:
            yield child
        child = child.next


def only_text(node: LexborNode, left_out: Container[int]) -> str | None:
    """Give the text of a node that holds nothing else."""
    child = node.child
    if child is None or child.next is not None or child.mem_id in left_out:
        return None
    return child.text_content


def _rows(part: LexborNode, left_out: Container[int]) -> Iterator[LexborNode]:
    if part.tag == "tr":
        yield part
    elif part.tag in SECTIONS:
        for row in children(part, left_out):
            if row.tag == "tr":
                yield row


def _titles(cells: Sequence[Sequence[LexborNode]]) -> int:
    count = 0
    for row in cells:
        if not row or any(one.tag != "th" for one in row):
            break
        count += 1
    return count if count < len(cells) else min(count, 1)


def _number(value: str | None, limit: int) -> int:
    if not value:
        return 1
    found = NUMBER.match(value)
    return min(int(found[1]), limit) if found and len(found[1]) < 10 else limit if found else 1
