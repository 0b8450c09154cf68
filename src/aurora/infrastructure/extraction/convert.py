"""Parts of a page as blocks: what browsers show of them, without how."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock
from aurora.infrastructure.extraction import beside
from aurora.infrastructure.extraction.building import TOO_DEEP, Building, paragraph
from aurora.infrastructure.extraction.formulas import apart, formula, waiting_formula
from aurora.infrastructure.extraction.pictures import picture, sign
from aurora.infrastructure.extraction.raised import begin_raised, end_raised
from aurora.infrastructure.extraction.table_reading import add_code, read_table
from aurora.infrastructure.extraction.tables import children, only_text
from aurora.infrastructure.extraction.targets import Targets

Leave: TypeAlias = Callable[[], None]
Reader: TypeAlias = Callable[["Conversion", LexborNode], Leave | None]

SKIPPED = """
    -comment audio canvas datalist embed frameset head iframe link meta noembed noframes object
    option param rp select style svg template textarea title track video
    """
INLINE = """
    abbr acronym bdi bdo big blink data font ins label mark nobr rb rtc ruby slot small span sub
    time u wbr
    """
LOOKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "s": "s", "strike": "s", "del": "s", "code": "c", "kbd": "c", "samp": "c", "tt": "c",
}  # fmt: skip
CODE = LOOKS["code"]
ANCHOR = re.compile(r"[¶#§🔗⚓\s\u200b]*")
START_LIMIT = 999_999_999
TABLES_DEEP = 3
NODE_LIMIT = 400_000
TOO_MANY = f"only the first {NODE_LIMIT} parts of the page were read"


class Converted(NamedTuple):
    """Blocks, and which limits were hit in making them."""

    blocks: tuple[AnyBlock, ...]
    reasons: tuple[str, ...]


def convert(nodes: Iterable[LexborNode], left_out: Container[int], targets: Targets) -> Converted:
    """Give the blocks of nodes in their order, without what is `left_out` (by its `mem_id`)."""
    conversion = Conversion(left_out, targets, Budget(NODE_LIMIT))
    blocks = conversion.blocks(nodes)
    return Converted(blocks, tuple(conversion.reasons))


@dataclass
class Budget:
    """How many nodes may still be visited."""

    nodes: int


class Conversion:
    """One walk over nodes; each cell of a table in them takes another."""

    def __init__(
        self, left_out: Container[int], targets: Targets, budget: Budget, tables: int = 0
    ) -> None:
        self.left_out, self.targets, self.budget = left_out, targets, budget
        self.tables = tables
        self.building = Building()
        self.reasons: dict[str, None] = {}

    def blocks(self, nodes: Iterable[LexborNode]) -> tuple[AnyBlock, ...]:
        """Walk over the nodes, and give what they became."""
        for node in nodes:
            self._walk(node)
            self.building.end_line()
        if self.building.too_deep:
            self.reasons[TOO_DEEP] = None
        if self.budget.nodes < 0:
            self.reasons[TOO_MANY] = None
        return self.building.blocks()

    def inside(self, node: LexborNode) -> tuple[AnyBlock, ...]:
        """Give the blocks in a node of a table; most hold nothing but text."""
        alone = only_text(node, self.left_out) if self.budget.nodes > 0 else None
        if alone is not None:
            self.budget.nodes -= 1
            return paragraph(alone)
        other = Conversion(self.left_out, self.targets, self.budget, self.tables + 1)
        blocks = other.blocks(children(node, self.left_out))
        self.reasons |= other.reasons
        return blocks

    def _walk(self, top: LexborNode) -> None:
        """Enter elements and leave them; without recursion, since pages nest as they like."""
        left_out, budget, last = self.left_out, self.budget, top.mem_id
        above: list[tuple[LexborNode | None, Leave]] = [(None, _nothing)]
        node: LexborNode | None = top
        while above:
            if node is None:
                node, leave = above.pop()
                leave()
                continue
            budget.nodes -= 1
            number = node.mem_id
            after = None if number == last else node.next
            if (
                number in left_out
                or budget.nodes < 0
                or (entered := _reader(node.tag or "")(self, node)) is None
            ):
                node = after
            else:
                above.append((after, entered))
                node = node.child


def _reader(tag: str) -> Reader:
    return READERS.get(tag) or (_inline if "-" in tag else _block)


def _nothing() -> None:
    """Leave what made no difference."""


def _skip(walk: Conversion, node: LexborNode) -> None:  # noqa: ARG001
    return None


def _inline(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    return _nothing


def _block(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.end_line()
    return walk.building.end_line


def _text(walk: Conversion, node: LexborNode) -> None:
    text, flow = node.text_content or "", walk.building.flow
    if CODE not in flow.style and beside.apart(flow.tail, text, node):
        flow.space()
    walk.building.text(text)


def _look(walk: Conversion, node: LexborNode) -> Leave:
    flow = walk.building.flow
    before, letter = flow.style, LOOKS[node.tag or ""]
    if letter in before:
        return _nothing
    flow.style = "".join(sorted(before + letter))

    def leave() -> None:
        flow.style = before

    return leave


def _link(walk: Conversion, node: LexborNode) -> Leave | None:
    flow = walk.building.flow
    if (
        walk.building.in_title
        and ANCHOR.fullmatch(node.text_lexbor())
        and not node.css_first("img")
    ):
        return None
    before, flow.link = flow.link, walk.targets(node.attributes.get("href")) or flow.link

    def leave() -> None:
        flow.link = before

    return leave


def _title(walk: Conversion, node: LexborNode) -> Leave:
    begun = walk.building.begin_title(int((node.tag or "h1")[1]))
    return walk.building.end_title if begun else _block(walk, node)


def _list(walk: Conversion, node: LexborNode) -> Leave:
    begun = walk.building.begin_list(ordered=node.tag == "ol", start=_start(node))
    return walk.building.end_list if begun else walk.building.end_line


def _start(node: LexborNode) -> int:
    given = (node.attributes.get("start") or "1").strip()
    return min(int(given), START_LIMIT) if given.isdecimal() and len(given) < 20 else 1


def _item(walk: Conversion, node: LexborNode) -> Leave:
    return walk.building.end_item if walk.building.begin_item() else _block(walk, node)


def _term(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.term()
    return walk.building.end_line


def _description(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.description()
    return walk.building.end_line


def _quotation(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    begun = walk.building.begin_quote()
    return walk.building.end_quote if begun else walk.building.end_line


def _said(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.text("“")
    return lambda: walk.building.text("”")


def _reading(walk: Conversion, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.text("(")
    return lambda: walk.building.text(")")


def _raised(walk: Conversion, node: LexborNode) -> Leave:
    noted = begin_raised(walk.building, node)
    return partial(end_raised, walk.building) if noted else _nothing


def _break(walk: Conversion, node: LexborNode) -> None:  # noqa: ARG001
    walk.building.flow.break_line()


def _picture(walk: Conversion, node: LexborNode) -> None:
    if shown := sign(node):
        walk.building.text(shown)
    elif image := picture(node, walk.targets):
        walk.building.picture(image)


def _formula(walk: Conversion, node: LexborNode) -> None:
    if apart(node):
        walk.building.end_line()
    walk.building.text(formula(node))
    if apart(node):
        walk.building.end_line()


def _script(walk: Conversion, node: LexborNode) -> None:
    walk.building.text(waiting_formula(node))


def _box(walk: Conversion, node: LexborNode) -> None:
    given = node.attributes
    if given.get("type") == "checkbox" and "disabled" in given:
        walk.building.text("[x] " if "checked" in given else "[ ] ")


def _button(walk: Conversion, node: LexborNode) -> Leave | None:
    opens = {"aria-expanded", "aria-controls"} & node.attributes.keys()
    return _block(walk, node) if opens or walk.building.in_title else None


def _code(walk: Conversion, node: LexborNode) -> Leave | None:
    if walk.building.in_title:
        return _block(walk, node)
    add_code(walk, node)
    return None


def _table(walk: Conversion, node: LexborNode) -> Leave | None:
    if walk.building.in_title or walk.tables == TABLES_DEEP:
        return _block(walk, node)
    read_table(walk, node)
    return None


READERS: dict[str, Reader] = {
    **dict.fromkeys(SKIPPED.split(), _skip),
    **dict.fromkeys(INLINE.split(), _inline),
    **dict.fromkeys(LOOKS, _look),
    **{f"h{level}": _title for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), _list),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), _code),
    "-text": _text,
    "a": _link,
    "blockquote": _quotation,
    "br": _break,
    "button": _button,
    "dd": _description,
    "dt": _term,
    "img": _picture,
    "input": _box,
    "li": _item,
    "math": _formula,
    "q": _said,
    "rt": _reading,
    "script": _script,
    "sup": _raised,
    "table": _table,
}
