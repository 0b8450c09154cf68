"""Which elements are repeated, as the times of teasers on a page that lists them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from selectolax.lexbor import LexborNode

Place: TypeAlias = tuple[int, str, str]

MANY, LEVELS = 3, 20
DIGITS = re.compile(r"\d+")


def repeated(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """Give the `mem_id` of those around which one element of a parent has likes that hold one too:
    a few that are alike may be the times of a page and of its last change.
    """
    around = {node.mem_id: dict(_around(node)) for node in nodes}
    held: dict[Place, set[int]] = defaultdict(set)
    for place, element in chain.from_iterable(places.items() for places in around.values()):
        held[place].add(element)
    many = {place for place, elements in held.items() if len(elements) >= MANY}
    return frozenset(node for node, places in around.items() if not many.isdisjoint(places))


def _around(node: LexborNode) -> Iterator[tuple[Place, int]]:
    """Give the elements around a node by what makes them like others: their parent, their tag and
    their first class without numbers.
    """
    element = node.parent
    for _ in range(LEVELS):
        if element is None or element.parent is None:
            return
        first = (element.attributes.get("class") or "").strip().partition(" ")[0]
        yield (element.parent.mem_id, element.tag or "", DIGITS.sub("", first)), element.mem_id
        element = element.parent
