"""Text that is hidden from the eye and that nobody can open: notes to machines, what a script would
put in place, keys to sort by.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.visible import INLINE
from aurora.infrastructure.extraction.hidden import HIDING, unseen
from aurora.infrastructure.extraction.parsed import ParsedPage

MAY_HIDE = (b"hidden", b"display")  # "visibility: hidden" has the first
OPENERS = "[aria-controls], [data-target], [data-bs-target], [data-tab], [href^='#']"
NAMING = ("aria-controls", "data-target", "data-bs-target", "data-tab", "href")
OPENED = re.compile(
    r"(?:^|[^a-z])(?:tabs?|panes?|panels?|collaps\w*|accordi?on\w*|faqs?|answers?|toggle\w*"
    r"|expand\w*|more|details?)(?:[^a-z]|$)",
    re.IGNORECASE,
)
PART_OF_MORE = INLINE | {"td", "th", "tr"}
AROUND, MOSTLY = 4, 0.5


def concealed(page: ParsedPage) -> frozenset[int]:
    """Give the `mem_id` of such elements. What stands in a line or a table is none that is opened,
    and what holds most of the page is shown by a script before anybody looks.
    """
    if not any(map(page.may_have, MAY_HIDE)):
        return frozenset()
    found = [node for node in page.tree.css(HIDING) if unseen(node)]
    parts = [node for node in found if node.tag in PART_OF_MORE]
    whole = [node for node in found if node.tag not in PART_OF_MORE]
    shut = _shut(page.tree, whole) if whole else []
    return frozenset(node.mem_id for node in (*parts, *shut))


def _shut(tree: LexborHTMLParser, nodes: list[LexborNode]) -> list[LexborNode]:
    named, most = _named(tree), MOSTLY * len(tree.body.text_lexbor() if tree.body else "")
    return [node for node in nodes if not _opened(node, named) and len(node.text_lexbor()) <= most]


def _named(tree: LexborHTMLParser) -> frozenset[str]:
    """Give the ids of what something on the page opens."""
    told = (node.attributes.get(name) for node in tree.css(OPENERS) for name in NAMING)
    return frozenset(id for value in told for id in (value or "").replace("#", " ").split())


def _opened(node: LexborNode, named: frozenset[str]) -> bool:
    """Tell whether an element, or one close around it, is such as readers open."""
    one: LexborNode | None = node
    for _ in range(AROUND):
        if one is None or one.tag == "body":
            return False
        given = one.attributes
        names = f"{given.get('class') or ''} {given.get('id') or ''}"
        if given.get("role") == "tabpanel" or given.get("id") in named or OPENED.search(names):
            return True
        one = one.parent
    return False
