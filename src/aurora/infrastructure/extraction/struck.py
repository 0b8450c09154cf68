"""What a page strikes out by its style."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.parsed import ParsedPage

STYLED = '[style*="line-through" i]'
STRUCK = re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
# written out: lexbor finds nothing for `:is(a, b) c` but children
CELLS = ", ".join(
    f"{one} {cell}" for one in ("s", "strike", "del", STYLED) for cell in ("td", "th", "caption")
)
LINE_THROUGH, LONGEST = re.compile(rb"line-through"), 400  # and how long a style may be before it
TABLE, MAY_STRIKE = b"<table", (b"</s>", b"</strike>", b"</del>")


def struck(page: ParsedPage) -> frozenset[int]:
    """Give the `mem_id` of elements that are struck out as a whole, and of cells in such, which are
    read one by one.
    """
    styled = page.framed or _may_style(page.small)
    found = [one for one in page.tree.css(STYLED) if STRUCK.search(_style(one))] if styled else []
    may_hold = page.may_have(TABLE) and (styled or any(map(page.may_have, MAY_STRIKE)))
    cells = page.tree.css(CELLS) if may_hold else ()
    return frozenset(one.mem_id for one in (*found, *cells))


def _may_style(small: bytes) -> bool:
    """Tell whether that may be in the style of an element: mostly it is in sheets."""
    places = (found.start() for found in LINE_THROUGH.finditer(small))
    return any(
        small.rfind(b"style", max(0, at - LONGEST), at)
        > small.rfind(b">", max(0, at - LONGEST), at)
        for at in places
    )


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""
