"""Text that is hidden from the eye and that nobody can open: notes to machines, what a script would
put in place, keys to sort by.
"""

import re
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.visible import INLINE, Visible
from aurora.infrastructure.extraction.hidden import HIDING, unseen
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import HIDING as MAY_HIDE

OPENERS = "[aria-controls], [data-target], [data-bs-target], [data-tab], [href^='#']"
NAMING = ("aria-controls", "data-target", "data-bs-target", "data-tab", "href")
# what Alpine shows (https://alpinejs.dev/directives/show), and what comes right after a button
BESIDE = (
    "[x-show], :is(button, [role=button], :is(h1, h2, h3, h4, h5, h6, dt)"
    ":has(> :is(button, [role=button]))) + *"
)
OPENED = re.compile(
    r"(?:^|[^a-z])(?:tabs?|panes?|panels?|collaps\w*|accordi?on\w*|faqs?|answers?|toggle\w*"
    r"|expand\w*|more|details?)(?:[^a-z]|$)",
    re.IGNORECASE,
)
STREAMED = re.compile(r"S:[0-9a-f]+")  # what React moves to its place when it has arrived
PART_OF_MORE = INLINE | {"td", "th", "tr"}
AROUND, MOSTLY = 4, 0.5


def concealed(page: ParsedPage, visible: Visible, content: NDArray[np.float32]) -> frozenset[int]:
    """Give the `mem_id` of such elements, where of each block so many words are `content`. What
    stands in a line or a table is none that is opened; what holds most of the content is shown by
    a script before anybody looks.
    """
    if not page.may_have(*MAY_HIDE):
        return frozenset()
    found = [node for node in page.tree.css(HIDING) if unseen(node)]
    parts = {node.mem_id for node in found if node.tag in PART_OF_MORE}
    whole = [node for node in found if node.tag not in PART_OF_MORE]
    shut = _shut(page.tree, whole) if whole else set()
    return frozenset(parts if _holds_most(shut, visible, content) else parts | shut)


def _shut(tree: LexborHTMLParser, nodes: Sequence[LexborNode]) -> set[int]:
    named, beside = _named(tree), {node.mem_id for node in tree.css(BESIDE)}
    closed = {node.mem_id for node in nodes if not _opened(node, named)}
    return closed - beside


def _holds_most(elements: Set[int], visible: Visible, content: NDArray[np.float32]) -> bool:
    if not elements:
        return False
    held = visible.held(content)
    within = [node in elements for node in visible.shape.nodes]
    return float(held[within].sum()) > MOSTLY * float(held[0])


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
        id, names = given.get("id") or "", given.get("class") or ""
        opened = given.get("role") == "tabpanel" or id in named or STREAMED.fullmatch(id)
        if opened or OPENED.search(f"{names} {id}"):
            return True
        one = one.parent
    return False
