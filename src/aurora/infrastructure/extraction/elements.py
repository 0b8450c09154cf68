"""What each element of a page becomes."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import STRUCK
from aurora.infrastructure.extraction import beside
from aurora.infrastructure.extraction.buttons import is_read
from aurora.infrastructure.extraction.formulas import (
    add_formula,
    formula,
    typeset_formula,
    waiting_formula,
)
from aurora.infrastructure.extraction.numbering import numbering, value
from aurora.infrastructure.extraction.pictures import picture, sign
from aurora.infrastructure.extraction.preformatted import fragment
from aurora.infrastructure.extraction.raised import begin_raised, end_raised
from aurora.infrastructure.extraction.table_reading import add_code, read_table
from aurora.infrastructure.extraction.tables import only_text
from aurora.infrastructure.extraction.told_formulas import marked_formula, pictured_formula
from aurora.infrastructure.extraction.walk import Walk

Leave: TypeAlias = Callable[[], None]
Reader: TypeAlias = Callable[[Walk, LexborNode], Leave | None]

SKIPPED = """
    -comment audio canvas datalist embed frameset head iframe link meta noembed noframes object
    option param rp select style svg template textarea title track video
    """
INLINE = """
    abbr acronym bdi bdo big blink data font ins label mark nobr rb rtc ruby slot small sub
    time u wbr
    """
LOOKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "s": "s", "strike": "s", "del": "s", "code": "c", "kbd": "c", "samp": "c", "tt": "c",
}  # fmt: skip
CODE = LOOKS["code"]
TABLES_DEEP = 3


def reader(tag: str) -> Reader:
    """Give what reads elements of that name: what it returns ends the element, once what is in it
    was read; None where there is no more to read in it.
    """
    return READERS.get(tag) or (_inline if "-" in tag else _block)


def nothing() -> None:
    """Leave what made no difference."""


def _skip(walk: Walk, node: LexborNode) -> None:  # noqa: ARG001
    return None


def _inline(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    return nothing


def _block(walk: Walk, node: LexborNode) -> Leave | None:
    walk.building.end_line()
    if (alone := _alone(walk, node)) is None:
        return walk.building.end_line
    walk.building.add_text(alone)
    return None


def _span(walk: Walk, node: LexborNode) -> Leave | None:
    return None if _marked(walk, node) else nothing


def _division(walk: Walk, node: LexborNode) -> Leave | None:
    if _marked(walk, node):
        return None
    if walk.building.in_title or not (code := fragment(node, walk.left_out)):
        return _block(walk, node)
    walk.building.add(code)
    return None


def _alone(walk: Walk, node: LexborNode) -> str | None:
    """Give the text of an element that holds nothing else and begins a line of no special look, as
    most do: what becomes of it needs no line in the making.
    """
    if walk.budget.nodes <= 0 or not walk.building.plain:
        return None
    text = only_text(node, walk.left_out)
    walk.budget.nodes -= text is not None
    return text


def _text(walk: Walk, node: LexborNode) -> None:
    text, flow = node.text_content or "", walk.building.flow
    if CODE not in flow.style and beside.apart(flow.tail, text, node):
        flow.space()
    walk.building.text(text)


def _look(walk: Walk, node: LexborNode) -> Leave:
    flow = walk.building.flow
    before, letter = flow.style, LOOKS[node.tag or ""]
    if letter in before:
        return nothing
    flow.style = "".join(sorted(before + letter))

    def leave() -> None:
        flow.style = before

    return leave


def strike(read: Reader, walk: Walk, node: LexborNode) -> Leave | None:
    """Read an element that is struck out by its style."""
    flow = walk.building.flow
    before, flow.style = flow.style, "".join(sorted({*flow.style, STRUCK}))
    ended = read(walk, node)
    if ended is None:
        flow.style = before
        return None

    def leave() -> None:
        ended()
        flow.style = before

    return leave


def _link(walk: Walk, node: LexborNode) -> Leave:
    flow = walk.building.flow
    before, flow.link = flow.link, walk.targets(node.attributes.get("href")) or flow.link

    def leave() -> None:
        flow.link = before

    return leave


def _title(walk: Walk, node: LexborNode) -> Leave | None:
    if walk.building.in_title:
        return _block(walk, node)
    walk.building.end_line()
    level = int((node.tag or "h1")[1])
    if (alone := _alone(walk, node)) is not None:
        walk.building.add_title(level, alone)
        return None
    walk.building.begin_title(level)
    return walk.building.end_title


def _list(walk: Walk, node: LexborNode) -> Leave:
    begun = walk.building.begin_list(numbering(node) if node.tag == "ol" else None)
    return walk.building.end_list if begun else walk.building.end_line


def _item(walk: Walk, node: LexborNode) -> Leave | None:
    if not walk.building.begin_item(value(node)):
        return _block(walk, node)
    if (alone := _alone(walk, node)) is None:
        return walk.building.end_item
    walk.building.add_text(alone)
    walk.building.end_item()
    return None


def _term(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.term()
    return walk.building.end_line


def _description(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.description()
    return walk.building.end_line


def _quotation(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    begun = walk.building.begin_quote()
    return walk.building.end_quote if begun else walk.building.end_line


def _said(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.text("“")
    return lambda: walk.building.text("”")


def _reading(walk: Walk, node: LexborNode) -> Leave:  # noqa: ARG001
    walk.building.text("(")
    return lambda: walk.building.text(")")


def _raised(walk: Walk, node: LexborNode) -> Leave:
    noted = begin_raised(walk.building, node)
    return partial(end_raised, walk.building) if noted else nothing


def _break(walk: Walk, node: LexborNode) -> None:  # noqa: ARG001
    walk.building.flow.break_line()


def _picture(walk: Walk, node: LexborNode) -> None:
    if told := pictured_formula(node):
        add_formula(walk.building, told, in_table=walk.tables > 0)
    elif shown := sign(node):
        walk.building.text(shown)
    elif image := picture(node, walk.targets):
        walk.building.picture(image)


def _formula(walk: Walk, node: LexborNode) -> None:
    add_formula(walk.building, formula(node), in_table=walk.tables > 0)


def _typeset(walk: Walk, node: LexborNode) -> None:
    add_formula(walk.building, typeset_formula(node), in_table=walk.tables > 0)


def _marked(walk: Walk, node: LexborNode) -> bool:
    if told := marked_formula(node):
        add_formula(walk.building, told, in_table=walk.tables > 0)
    return told is not None


def _script(walk: Walk, node: LexborNode) -> None:
    if waiting := waiting_formula(node):
        add_formula(walk.building, waiting, in_table=walk.tables > 0)


def _box(walk: Walk, node: LexborNode) -> None:
    given = node.attributes
    if given.get("type") == "checkbox" and "disabled" in given:
        walk.building.text("[x] " if "checked" in given else "[ ] ")


def _button(walk: Walk, node: LexborNode) -> Leave | None:
    return _block(walk, node) if walk.building.in_title or is_read(node) else None


def _code(walk: Walk, node: LexborNode) -> Leave | None:
    if walk.building.in_title:
        return _block(walk, node)
    add_code(walk, node)
    return None


def _table(walk: Walk, node: LexborNode) -> Leave | None:
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
    "div": _division,
    "dt": _term,
    "img": _picture,
    "input": _box,
    "li": _item,
    "math": _formula,
    "mjx-container": _typeset,
    "q": _said,
    "rt": _reading,
    "script": _script,
    "span": _span,
    "sup": _raised,
    "table": _table,
}
