"""Writes a tree of blocks as a text, and tells where in it each part stands.

One walk gives every form, so that the elements of two forms of the same blocks correspond one to
one.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Runs,
    Table,
    kept,
    said,
)
from aurora.domains.elements import Element, ElementKind
from aurora.domains.marking import displayed, fence, guarded, marked, picture

POINT, BRACKET = ".", ")"
TRAILING_MARKS = re.compile(r"(?:(?<=[ \t])|^)(?=#++$)")


class Form(StrEnum):
    """How blocks are written: as the text that is kept, searched and cited (headings, lists, tables
    and code marked as in Markdown, words bare but for those that are struck), as full Markdown, or
    without any mark.
    """

    TEXT = "text"
    MARKDOWN = "markdown"
    PLAIN = "plain"


class Written(msgspec.Struct, frozen=True):
    """A text and its elements in order."""

    text: str
    elements: tuple[Element, ...]


class Margin(msgspec.Struct, frozen=True):
    """What stands before the lines of a block: its first, those that follow, and the empty line
    before it; without that the block follows its neighbour at once.
    """

    first: str = ""
    rest: str = ""
    blank: str | None = ""
    depth: int = 0
    within: ElementKind | None = None

    def after(self) -> "Margin":
        """Give the margin of the next block beside one that stood in this."""
        if self is NO_MARGIN:
            return self
        return Margin(self.rest, self.rest, self.rest.rstrip(), self.depth, self.within)

    def close_to(self, block: AnyBlock, before: AnyBlock) -> "Margin":
        """Let a list follow at once what stands before it in an item of another list, where
        Markdown takes it for one, and a list that is counted another one.
        """
        listing = isinstance(block, Listing) and (block.start == 1 or not block.ordered)
        close = listing and self.within is ElementKind.LIST
        close = close or (_is_counted(block) and _is_counted(before))
        return msgspec.structs.replace(self, blank=None) if close else self


NO_MARGIN = Margin()


class Piece(msgspec.Struct, frozen=True):
    """Lines of a text that are of one kind; `mark` stands before them and `close` after, outside of
    the element.
    """

    text: str
    margin: Margin
    kind: ElementKind
    level: int = 0
    page: int | None = None
    language: str | None = None
    mark: str = ""
    close: str = ""


def write(blocks: tuple[AnyBlock, ...], form: Form = Form.TEXT) -> Written:
    """Write blocks in that form; those that say nothing have no element."""
    parts: list[str] = []
    elements: list[Element] = []
    length = 0
    for piece in _pieces(blocks, form, NO_MARGIN):
        before = _before(piece, first=not parts)
        text, close = _within(piece.text, piece.margin), _within(piece.close, piece.margin)
        start = length + len(before)
        elements.append(
            Element(piece.kind, start, start + len(text), piece.level, piece.page, piece.language)
        )
        parts += (before, text, close)
        length = start + len(text) + len(close)
    return Written("".join(parts), tuple(elements))


def _before(piece: Piece, *, first: bool) -> str:
    margin = piece.margin
    mark = _within(piece.mark, margin)
    if first:
        return margin.first + mark
    gap = "\n" if margin.blank is None else f"\n{margin.blank}\n"
    return gap + margin.first + mark


def _within(text: str, margin: Margin) -> str:
    return text.replace("\n", "\n" + margin.rest) if margin.rest else text


def _pieces(blocks: tuple[AnyBlock, ...], form: Form, margin: Margin) -> Iterator[Piece]:
    """Give the pieces of neighbours; lists that follow one another are counted with other signs in
    turn, since Markdown would go on with the first.
    """
    before, last = None, POINT
    for block in blocks:
        goes_on = _is_counted(block) and _is_counted(before)
        sign = BRACKET if goes_on and last == POINT else POINT
        close = margin.close_to(block, before) if before else margin
        for piece in _block(block, form, close, sign):
            yield piece
            margin, before, last = margin.after(), block, sign


def _is_counted(block: AnyBlock | None) -> bool:
    return isinstance(block, Listing) and block.ordered


def _block(block: AnyBlock, form: Form, margin: Margin, sign: str) -> Iterable[Piece]:
    match block:
        case Listing():
            return _listing(block, form, margin, sign)
        case Quote(blocks=inner):
            return _pieces(inner, form, _quoted(form, margin))
        case _:
            piece = _piece(block, form, margin)
            return (piece,) if piece else ()


def _piece(
    block: Heading | Paragraph | Table | Code | Image, form: Form, margin: Margin
) -> Piece | None:
    match block:
        case Heading(level=level, runs=runs):
            return _heading(level, runs, block.page, form, margin)
        case Paragraph(runs=runs):
            return _paragraph(runs, block.page, form, margin)
        case Table():
            return _table(block, form, margin)
        case Code():
            return _code(block, form, margin)
        case Image():
            return _image(block, form, margin)


def _paragraph(runs: Runs, page: int | None, form: Form, margin: Margin) -> Piece | None:
    """Give a paragraph; in Markdown a formula on a line of its own is fenced, since what stands
    between dollars alone is words to CommonMark.
    """
    kind, depth = margin.within or ElementKind.PARAGRAPH, margin.depth
    if form is Form.MARKDOWN and (tex := displayed(runs)):
        ticks = fence(tex)
        return Piece(tex, margin, kind, depth, page, mark=f"{ticks}math\n", close=f"\n{ticks}")
    return _if_said(runs, Piece(_lines(runs, form), margin, kind, depth, page))


def _if_said(runs: Runs, piece: Piece) -> Piece | None:
    return piece if said(runs).strip() else None


def _heading(level: int, runs: Runs, page: int | None, form: Form, margin: Margin) -> Piece | None:
    level = min(max(level, 1), 6)
    text = _inline(runs, form).strip().replace("\n", " ")
    if form is not Form.PLAIN and text.endswith("#"):
        text = TRAILING_MARKS.sub(r"\\", text)
    mark = "" if form is Form.PLAIN else "#" * level + " "
    return _if_said(runs, Piece(text, margin, ElementKind.HEADING, level, page, mark=mark))


def _listing(block: Listing, form: Form, margin: Margin, sign: str) -> Iterator[Piece]:
    for number, item in enumerate(block.items, block.start):
        marker = "" if form is Form.PLAIN else f"{number}{sign} " if block.ordered else "- "
        first, rest = margin.first + marker, margin.rest + " " * len(marker)
        inner = Margin(first, rest, margin.blank, margin.depth + 1, ElementKind.LIST)
        for index, piece in enumerate(_pieces(item, form, inner)):
            yield piece
            if index == 0:
                margin = _next_item(margin)


def _next_item(margin: Margin) -> Margin:
    return Margin(margin.rest, margin.rest, None, margin.depth, margin.within)


def _quoted(form: Form, margin: Margin) -> Margin:
    mark = "" if form is Form.PLAIN else "> "
    first, rest = margin.first + mark, margin.rest + mark
    return Margin(first, rest, margin.blank, margin.depth + 1, ElementKind.QUOTE)


def _table(block: Table, form: Form, margin: Margin) -> Piece | None:
    if not any(said(cell.runs).strip() for row in block.rows for cell in row):
        return None
    rows = [[_cell(cell, form) for cell in row] for row in block.rows]
    if form is Form.PLAIN:
        text = "\n".join("\t".join(row).rstrip("\t") for row in rows)
    else:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        text = "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])
    return Piece(text, margin, ElementKind.TABLE, margin.depth, block.page)


def _cell(cell: Cell, form: Form) -> str:
    text = " ".join(_inline(cell.runs, form).split())
    return text if form is Form.PLAIN else text.replace("|", "\\|")


def _code(block: Code, form: Form, margin: Margin) -> Piece | None:
    text = block.text.strip("\n")
    if not text.strip():
        return None
    mark = close = ""
    if form is not Form.PLAIN:
        ticks = fence(text)
        mark, close = f"{ticks}{block.language or ''}\n", f"\n{ticks}"
    kind, depth = ElementKind.CODE, margin.depth
    return Piece(text, margin, kind, depth, block.page, block.language, mark, close)


def _image(block: Image, form: Form, margin: Margin) -> Piece | None:
    alt = " ".join(block.alt.split())
    if not alt:
        return None
    text = picture(alt, block.source or "") if form is Form.MARKDOWN else alt
    return Piece(text, margin, ElementKind.IMAGE, margin.depth, block.page)


def _lines(runs: Runs, form: Form) -> str:
    text = _inline(runs, form).strip()
    if "\n" in text:
        text = "\n".join(line.strip() for line in text.split("\n"))
    if form is Form.PLAIN:
        return text
    return guarded(text).replace("\n", "  \n" if form is Form.MARKDOWN else "\n")


def _inline(runs: Runs, form: Form) -> str:
    if form is Form.MARKDOWN:
        return marked(runs)
    return kept(runs) if form is Form.TEXT else said(runs)
