"""What a page strikes out by its style."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.parsed import ParsedPage

STYLED = '[style*="line-through" i]'
STRUCK = re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
CELLS = "td, th, caption"
STRIKING = "s, strike, del"


def struck(page: ParsedPage) -> frozenset[int]:
    """Give the `mem_id` of elements that are struck out as a whole, and of cells in such, which are
    read one by one.
    """
    found = list[LexborNode]()
    if page.may_have(b"line-through"):
        found += [one for one in page.tree.css(STYLED) if STRUCK.search(_style(one))]
    cells = (cell for one in (*found, *page.tree.css(STRIKING)) for cell in one.css(CELLS))
    return frozenset(one.mem_id for one in (*found, *cells))


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""
