"""The text that a page shows, as blocks: what stands together in one element."""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.beside import apart
from aurora.infrastructure.extraction.content.marks import BITS, LINK, marks
from aurora.infrastructure.extraction.preformatted import LINES

SKIPPED = frozenset(
    """
    annotation annotation-xml audio canvas datalist embed head iframe input link map meta meter
    noframes object option param progress script select style svg template textarea title track
    video
    """.split()  # noqa: SIM905  a list of words reads best as text
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label maction mark
    math menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom
    mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    munderover nobr none picture q rp rt ruby s samp semantics small source span strike strong sub
    sup time tt u var wbr
    """.split()  # noqa: SIM905
)
TYPESET = "mjx-"  # formulas as MathJax shows them
TEXT, BREAK, IMAGE, FOOTER, CODE, TOP = "-text", "br", "img", "footer", "pre", 0
NONE = -1
QUOTE, BOTTOM = BITS["<quote>"], BITS["<bottom>"]
NOSCRIPT, ENOUGH = BITS["<noscript>"], 500
MARKUP = re.compile(r"<[a-z]+[ >/]", re.IGNORECASE)
ELEMENT_LIMIT, BLOCK_LIMIT = 30_000, 6_000


Floats: TypeAlias = NDArray[np.float64]
# what comes after an element that was entered, the number of the one it stands in, and its marks
Left: TypeAlias = tuple[LexborNode | None, int, int]


@dataclass
class Shape:
    """The elements that blocks stand in, in the order of the page: of each its node, parent, tag,
    class and marks; and of each image the element that it stands in.
    """

    nodes: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    classes: list[str | None] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)

    def add(self, node: int, parent: int, tag: str, named: str | None, own: int) -> int:
        """Add an element and give its number."""
        number = len(self.parents)
        self.nodes.append(node)
        self.parents.append(parent)
        self.tags.append(tag)
        self.classes.append(named)
        self.marks.append(own)
        return number

    def gathered(self, columns: NDArray[np.floating | np.integer]) -> Floats:
        """Add up what each element holds and what all those in it hold, which come right after."""
        before = np.zeros((len(columns) + 1, *columns.shape[1:]))
        np.cumsum(columns, axis=0, out=before[1:])
        return before[self.ends] - before[:-1]

    def depths(self) -> list[int]:
        """Give of each element how many it stands in."""
        depths = [0]
        for parent in self.parents[1:]:
            depths.append(depths[parent] + 1)
        return depths

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Of each element the first one after all that stands in it."""
        ends = list(range(1, len(self.parents) + 1))
        for element in range(len(ends) - 1, 0, -1):
            parent = self.parents[element]
            ends[parent] = max(ends[parent], ends[element])
        return np.array(ends, np.int64)

    @cached_property
    def looks(self) -> list[int]:
        """Of each element the first one beside it that looks the same."""
        first: dict[tuple[int, str, str | None], int] = {}
        looks = zip(self.parents, self.tags, self.classes, strict=True)
        return [first.setdefault(look, number) for number, look in enumerate(looks)]


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

    @cached_property
    def elements(self) -> NDArray[np.int64]:
        """Of each block the element that it stands in."""
        return np.array([block.element for block in self.blocks], np.int64)

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """Of each block what is said of it."""
        return np.array([block.marks for block in self.blocks], np.int64)

    def held(self, amounts: NDArray[np.generic]) -> Floats:
        """Give of each element what all blocks in it add up to that have these amounts."""
        return self.shape.gathered(np.bincount(self.elements, amounts, len(self.shape.parents)))

    def innermost(self, elements: Set[int]) -> NDArray[np.int64]:
        """Give of each block the innermost of these elements that it stands in, NONE without."""
        if not elements:
            return np.full(len(self.blocks), NONE, np.int64)
        around = list[int]()
        for element, parent in enumerate(self.shape.parents):
            outer = around[parent] if around else NONE
            around.append(element if element in elements else outer)
        return np.array(around, np.int64)[self.elements]

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
        blocks, elements, above = self.blocks, self.shape.nodes, list[Left]()
        node, element, around = body.child, TOP, 0
        while node is not None or above:
            if node is None:
                if len(blocks) >= BLOCK_LIMIT or len(elements) >= ELEMENT_LIMIT:
                    return
                node, element, around = above.pop()
                continue
            tag, after = node.tag, node.next
            if tag == TEXT:
                self._text(node, element, around)
            elif tag and (inside := self._entered(node, tag, element, around)):
                above.append((after, element, around))
                after, (element, around) = node.child, inside
            node = after

    def _text(self, node: LexborNode, element: int, around: int) -> None:
        text = node.text_content
        block = self._block if self._block and self._block.element == element else None
        if not text or text.isspace():
            if block:
                block.pieces.append(" ")
            return
        if block is None:
            block = self._block = Block(element)
            self.blocks.append(block)
        elif apart(block.pieces[-1], text, node):
            block.pieces.append(" ")
        block.pieces.append(text)
        block.nodes.append(node.mem_id)
        block.marks |= around
        if around & LINK:
            block.linked += len(text)
            block.links += 1

    def _entered(
        self, node: LexborNode, tag: str, element: int, around: int
    ) -> tuple[int, int] | None:
        """Take in an element; give the number and the marks of what stands in one to be entered."""
        if tag == BREAK:
            self._break(element)
        elif tag == IMAGE:
            self.shape.images.append(element)
        elif tag not in SKIPPED and tag[0] not in "-!":
            attributes = node.attributes
            own = marks(tag, attributes)
            if tag == FOOTER and around & QUOTE:  # says whose words they are
                own &= ~BOTTOM
            if tag in LINES and self.shape.tags[element] == CODE:
                self._break(element)
            elif tag not in INLINE and not tag.startswith(TYPESET):
                self._block = None
                element = self.shape.add(node.mem_id, element, tag, attributes.get("class"), own)
            return element, around | own
        return None

    def _break(self, element: int) -> None:
        if self._block and self._block.element == element:
            self._block.pieces.append("\n")


def _line(text: str) -> str:
    """Give a text with one space for all white space, none around it; most have no more already,
    which is quicker to see than to bring about.
    """
    plain = text.isprintable() and "  " not in text
    return text.strip() if plain else " ".join(text.split())
