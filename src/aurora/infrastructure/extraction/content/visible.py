"""The text that a page shows, as blocks: what stands together in one element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.marks import BITS, LINK, marks

SKIPPED = frozenset(
    """
    annotation annotation-xml audio canvas datalist embed head iframe input link map meta meter
    noframes object option param progress script select style svg template textarea title track
    video
    """.split()  # noqa: SIM905  a list of words reads best as text
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math mfrac
    mi mn mo mrow mstyle msub msup nobr picture q rp rt ruby s samp semantics small source span
    strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
TEXT, BREAK, IMAGE, TOP = "-text", "br", "img", 0
NOSCRIPT, ENOUGH = BITS["<noscript>"], 500
MARKUP = re.compile(r"<[a-z]+[ >/]", re.IGNORECASE)
ELEMENT_LIMIT, BLOCK_LIMIT, LOOK_EVERY = 30_000, 6_000, 100


# what stands in an element that was entered, the number of the one it is of, and its marks
Opened: TypeAlias = tuple[Iterator[LexborNode], int, int]


@dataclass(slots=True)
class Shape:
    """The elements that blocks stand in, in the order of the page: of each its node, parent, tag,
    marks and depth, the first one beside it that looks the same, and how many images it holds.
    """

    nodes: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    _looks: dict[tuple[int, str, str | None], int] = field(default_factory=dict)

    def gathered(self, held: list[float]) -> list[float]:
        """Add up what the elements hold, each with all that stands in it."""
        sums, parents = list(held), self.parents
        for element in range(len(sums) - 1, 0, -1):
            sums[parents[element]] += sums[element]
        return sums

    def add(self, node: int, parent: int, tag: str, look: str | None, own: int) -> int:
        """Add an element and give its number."""
        number = len(self.parents)
        self.nodes.append(node)
        self.parents.append(parent)
        self.tags.append(tag)
        self.marks.append(own)
        self.depths.append(self.depths[parent] + 1 if number else 0)
        self.looks.append(self._looks.setdefault((parent, tag, look), number))
        self.images.append(0)
        return number


class Block(msgspec.Struct):
    """Text in one element without another block in between: its pieces, the nodes that they come
    from, what is said of them, and how much of it leads elsewhere.
    """

    element: int
    pieces: list[str] = []
    nodes: list[int] = []
    marks: int = 0
    linked: int = 0
    links: int = 0
    text: str = ""


class Visible:
    """One walk over a page."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.shape, self.blocks = Shape(), list[Block]()
        self._block: Block | None = None
        if tree.body is not None:
            self.shape.add(tree.body.mem_id, TOP, "body", None, 0)
            self._walk(tree.body)
        for block in self.blocks:
            block.text = _line("".join(block.pieces))
        self.unread = self._without_scripts()

    @property
    def complete(self) -> bool:
        """Tell whether all of the page was taken in."""
        return len(self.blocks) < BLOCK_LIMIT and len(self.shape.parents) < ELEMENT_LIMIT

    def _without_scripts(self) -> frozenset[int]:
        """Take out what only browsers without scripts show, where there is enough else to see; give
        its nodes.
        """
        instead = [block for block in self.blocks if block.marks & NOSCRIPT]
        if not instead:
            return frozenset()
        shown = sum(len(block.text) for block in self.blocks if not block.marks & NOSCRIPT)
        if shown < ENOUGH:
            instead = [block for block in instead if MARKUP.search(block.text)]
        gone = {id(block) for block in instead}
        self.blocks = [block for block in self.blocks if id(block) not in gone]
        return frozenset(node for block in instead for node in block.nodes)

    def _walk(self, body: LexborNode) -> None:
        """Enter elements and leave them; without recursion, since pages nest as they like."""
        above, left = [_opened(body, TOP, 0)], LOOK_EVERY
        while above:
            entered = self._entered(*above[-1])
            if entered:
                above.append(entered)
            else:
                above.pop()
            left -= 1
            if left < 0:
                if not self.complete:
                    return
                left = LOOK_EVERY

    def _entered(self, nodes: Iterator[LexborNode], element: int, around: int) -> Opened | None:
        """Take in what stands in an element, up to the next one to be entered."""
        for node in nodes:
            tag = node.tag
            if tag == TEXT:
                self._text(node, element, around)
            elif tag and (entered := self._element(node, tag, element, around)):
                return entered
        return None

    def _text(self, node: LexborNode, element: int, around: int) -> None:
        text = node.text_content
        if not text or text.isspace():
            return
        block = self._block
        if block is None or block.element != element:
            block = self._block = Block(element)
            self.blocks.append(block)
        block.pieces.append(text)
        block.nodes.append(node.mem_id)
        block.marks |= around
        if around & LINK:
            block.linked += len(text)
            block.links += 1

    def _element(self, node: LexborNode, tag: str, element: int, around: int) -> Opened | None:
        if tag == BREAK:
            if self._block and self._block.element == element:
                self._block.pieces.append("\n")
        elif tag == IMAGE:
            self.shape.images[element] += 1
        elif tag not in SKIPPED and tag[0] not in "-!":
            attributes = node.attributes
            own = marks(tag, attributes)
            if tag not in INLINE:
                self._block = None
                element = self.shape.add(node.mem_id, element, tag, attributes.get("class"), own)
            return _opened(node, element, around | own)
        return None


def _opened(node: LexborNode, element: int, around: int) -> Opened:
    return node.iter(include_text=True, skip_empty=True), element, around


def _line(text: str) -> str:
    """Give a text with one space for all white space, none around it; most have no more already,
    which is quicker to see than to bring about.
    """
    plain = text.isprintable() and "  " not in text
    return text.strip() if plain else " ".join(text.split())
