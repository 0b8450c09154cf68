"""Markdown as blocks, and where these stand in the text as it was written."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import msgspec
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from aurora.domains.blocks import (
    AnyBlock,
    Cell,
    Code,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    said,
)
from aurora.domains.elements import Element, ElementKind
from aurora.domains.unreadable import Unreadable
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.code_language import code_language
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.formulas import ALONE, bare, tex_runs
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.lines import Lines
from aurora.infrastructure.extraction.markdown_formulas import DISPLAYED, formulas
from aurora.infrastructure.extraction.markdown_notes import NOTE, mark, notes
from aurora.infrastructure.extraction.markdown_words import Said, images_alone, said_in
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.targets import Targets

NESTING = 40
MATH = "math"  # as the language of code that is a formula
INDENT = re.compile(r"[ \t]*")
MARGIN = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
PARSER = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
PARSER.use(formulas)
PARSER.use(notes)


@dataclass(frozen=True)
class Walk:
    """A text in reading: where its links lead, and the elements found so far."""

    lines: Lines
    resolve: Targets
    skipped: int = 0
    depth: int = 0
    within: ElementKind | None = None
    elements: list[Element] = field(default_factory=list)

    def inside(self, kind: ElementKind) -> "Walk":
        """Go into a list or a quotation."""
        return replace(self, depth=self.depth + 1, within=kind)

    def note(
        self,
        kind: ElementKind,
        start: int,
        end: int,
        level: int | None = None,
        language: str | None = None,
        words: str | None = None,
    ) -> None:
        """Tell that an element stands there."""
        if end > start:
            level = self.depth if level is None else level
            self.elements.append(Element(kind, start, end, level, None, language, words))


def read_markdown(
    text: str, resolve: Targets, skipped: int = 0
) -> tuple[tuple[AnyBlock, ...], tuple[Element, ...]]:
    """Give the blocks of a text and the elements in it, without the first lines to be skipped."""
    lines = Lines(text)
    walk = Walk(lines, resolve, skipped)
    tree = SyntaxTreeNode(PARSER.parse(text[lines.place(skipped) :]))
    return tuple(_blocks(tree, walk)), tuple(walk.elements)


def _blocks(parent: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    for node in parent.children:
        yield from READERS.get(node.type, _nothing)(node, walk)


def _nothing(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:  # noqa: ARG001
    return iter(())


def _heading(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    level, (first, _) = int(node.tag[1:]), _map(node, walk)
    title = node.children[0]
    words = said_in(title, walk.resolve)
    bare = _bare(title, words)
    if node.markup.startswith("#"):
        mark = walk.lines[first].index("#")
        column = walk.lines[first].find(title.content, mark + level)
        start = walk.lines.place(first, column)
        walk.note(ElementKind.HEADING, start, start + len(title.content), level, words=bare)
    else:
        walk.note(ElementKind.HEADING, *_span(title, walk), level, words=bare)
    if words.runs:
        yield Heading(level=level, runs=words.runs)
    yield from words.images


def _bare(title: SyntaxTreeNode, words: Said) -> str | None:
    """Give the words of a title, or of its pictures, where the text has others in their place."""
    bare = " ".join((said(words.runs) or " ".join(one.alt for one in words.images)).split())
    return bare if bare != title.content else None


def _paragraph(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    inline = node.children[0]
    words = said_in(inline, walk.resolve)
    kind = walk.within or ElementKind.PARAGRAPH
    kind = ElementKind.IMAGE if images_alone(words) else kind
    walk.note(kind, *_span(inline, walk))
    if words.runs and kind is not ElementKind.IMAGE:
        yield Paragraph(runs=words.runs)
    yield from words.images


def _span(inline: SyntaxTreeNode, walk: Walk) -> tuple[int, int]:
    """Give where running text stands: its first line ends as the line does, without the margin."""
    (first, end), lines = _map(inline, walk), walk.lines
    opening = inline.content.partition("\n")[0].rstrip()
    start = max(lines.place(first), lines.end(first) - len(opening))
    return start, lines.end(lines.last(first, end))


def _quote(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    yield Quote(blocks=tuple(_blocks(node, walk.inside(ElementKind.QUOTE))))


def _note(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    """Give a note, which begins with its mark where it begins with words."""
    at = len(walk.elements)
    first, *others = tuple(_blocks(node, walk)) or (None,)
    if isinstance(first, Paragraph) and walk.elements[at:]:
        walk.elements[at] = msgspec.structs.replace(walk.elements[at], start=_start(node, walk))
        yield Paragraph(runs=(Run(f"{mark(node.info)} "), *first.runs))
    elif first:
        yield first
    yield from others


def _listing(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    inside = walk.inside(ElementKind.LIST)
    items = tuple(tuple(_blocks(item, inside)) for item in node.children)
    ordered = node.type == "ordered_list"
    yield Listing(items=items, ordered=ordered, start=int(node.attrs.get("start", 1)))


def _fence(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    language, first = code_language(node.info), _map(node, walk)[0] + 1
    tex = bare(node.content) if language == MATH else ""
    if tex:
        _note_code(node, walk, first, None, walk.within or ElementKind.PARAGRAPH)
        yield Paragraph(runs=tex_runs(tex, ALONE))
    else:
        _note_code(node, walk, first, language)
        yield Code(text=node.content.removesuffix("\n"), language=language)


def _indented(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    _note_code(node, walk, _map(node, walk)[0], None)
    yield Code(text=node.content.removesuffix("\n"))


def _note_code(
    node: SyntaxTreeNode,
    walk: Walk,
    first: int,
    language: str | None,
    kind: ElementKind = ElementKind.CODE,
) -> None:
    content, lines = node.content.split("\n"), walk.lines
    count = len(node.content.removesuffix("\n").split("\n"))
    if node.content.strip():
        start = lines.place(first, max(0, len(lines[first]) - len(content[0])))
        end = lines.end(lines.last(first, first + count))
        walk.note(kind, start, end, language=language)


def _formula(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    _note_lines(node, walk, walk.within or ElementKind.PARAGRAPH)
    yield Paragraph(runs=tex_runs(node.content, ALONE))


def _table(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    _note_lines(node, walk, ElementKind.TABLE)
    rows = tuple(
        tuple(_cell(cell, walk) for cell in row.children)
        for part in node.children
        for row in part.children
    )
    yield Table(rows=rows, headers=1)


def _cell(node: SyntaxTreeNode, walk: Walk) -> Cell:
    return Cell(said_in(node.children[0], walk.resolve, with_images=True).runs)


def _html(node: SyntaxTreeNode, walk: Walk) -> Iterator[AnyBlock]:
    if blocks := _html_blocks(node.content, walk):
        _note_lines(node, walk, walk.within or ElementKind.PARAGRAPH)
        yield from blocks


def _html_blocks(html: str, walk: Walk) -> tuple[AnyBlock, ...]:
    """Give what a piece of HTML shows; nothing of what no parser can bear."""
    with suppress(Unreadable):
        if page := parse(Text(html, html.encode()), None):
            body = page.tree.body
            return convert((body,), hidden(page.tree), walk.resolve).blocks if body else ()
    return ()


def _note_lines(node: SyntaxTreeNode, walk: Walk, kind: ElementKind) -> None:
    (first, end), lines = _map(node, walk), walk.lines
    walk.note(kind, _start(node, walk), lines.end(lines.last(first, end)))


def _start(node: SyntaxTreeNode, walk: Walk) -> int:
    """Give where the first line of a node begins, behind what stands before it."""
    (first, _), lines = _map(node, walk), walk.lines
    found = (MARGIN if walk.depth else INDENT).match(lines[first])
    return lines.place(first, found.end() if found else 0)


def _map(node: SyntaxTreeNode, walk: Walk) -> tuple[int, int]:
    first, end = node.map or (0, 0)
    return first + walk.skipped, end + walk.skipped


READERS: dict[str, Callable[[SyntaxTreeNode, Walk], Iterator[AnyBlock]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "blockquote": _quote,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "fence": _fence,
    "code_block": _indented,
    "table": _table,
    "html_block": _html,
    NOTE: _note,
    DISPLAYED: _formula,
}
