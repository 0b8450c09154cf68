"""What a page strikes out by its style."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import LINE_THROUGH, STRIKING, TABLE

STYLED = '[style*="line-through" i]'
STRUCK = re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
# written out: lexbor finds nothing for `:is(a, b) c` but children
CELLS = ", ".join(
    f"{one} {cell}" for one in ("s", "strike", "del", STYLED) for cell in ("td", "th", "caption")
)
MAY_STYLE = re.compile(rb"style[^>]{0,400}?line-through", re.IGNORECASE)


def struck(page: ParsedPage) -> frozenset[int]:
    """Give the `mem_id` of elements that are struck out as a whole, and of cells in such, which are
    read one by one.
    """
    styled = page.may_have(LINE_THROUGH) and bool(page.framed or MAY_STYLE.search(page.text.utf8))
    found = [one for one in page.tree.css(STYLED) if STRUCK.search(_style(one))] if styled else []
    may_hold = page.may_have(TABLE) and (styled or page.may_have(*STRIKING))
    cells = page.tree.css(CELLS) if may_hold else ()
    return frozenset(one.mem_id for one in (*found, *cells))


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""
