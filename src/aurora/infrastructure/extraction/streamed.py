"""Parts of a page that React sends after what stands around them
(https://react.dev/reference/react/Suspense): each waits hidden, until a script puts it in the place
of what was shown in the meantime.
"""

import re
from collections.abc import Set

from selectolax.lexbor import LexborHTMLParser, LexborNode

SENT = re.compile(rb'\$R(?:[CR]\("(B:[\da-f]+)","(S:[\da-f]+)"|S\("(S:[\da-f]+)","(P:[\da-f]+)")')
PLACES = "template[id^='B:'], template[id^='P:']"
PARTS = "[id^='S:']"
BEGUN, ENDED = "$", "/$"
MOST_PARTS, MOST_DEEP, MOST_MEANWHILE = 200, 10, 500


def arrange(tree: LexborHTMLParser, html: bytes) -> None:
    """Put such parts in their places; in these may be places of others."""
    sent = {
        (place or later).decode(): (part or other).decode()
        for place, part, other, later in SENT.findall(html)
    }
    for _ in range(MOST_DEEP):
        found = {one.attributes["id"]: one for one in tree.css(PARTS)[:MOST_PARTS]}
        waiting = frozenset(one.mem_id for one in found.values())
        placed = False
        for place in tree.css(PLACES)[:MOST_PARTS]:
            part = found.get(sent.get(place.attributes["id"] or ""))
            if part is not None and not _within(place, waiting):
                del found[part.attributes["id"]]
                _put(part, place)
                placed = True
        if not placed:
            return


def _within(node: LexborNode, elements: Set[int]) -> bool:
    above = node.parent
    while above is not None and above.mem_id not in elements:
        above = above.parent
    return above is not None


def _put(part: LexborNode, place: LexborNode) -> None:
    place.insert_before(part, move=True)
    part.unwrap(delete_empty=True)
    for one in (*_meanwhile(place), place):
        one.decompose(recursive=False)


def _meanwhile(place: LexborNode) -> list[LexborNode]:
    """Give what is shown until the part is there: what follows up to the end of the boundary."""
    if (place.attributes["id"] or "").startswith("P"):
        return []
    shown: list[LexborNode] = []
    depth, node = 0, place.next
    while node is not None and len(shown) < MOST_MEANWHILE:
        said = (node.comment_content or "").strip() if node.is_comment_node else ""
        if said == ENDED and not depth:
            return shown
        depth += said.startswith(BEGUN) - (said == ENDED)
        shown.append(node)
        node = node.next
    return []
