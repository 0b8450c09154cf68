"""The lines of a page that name who wrote it, without what else stands in them."""

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.credited import credited
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.repeated import MANY
from aurora.infrastructure.extraction.traces import CREDITING

BYLINES = (
    'a[rel~="author"], [itemprop="author"], .byline-name, .author-name, .p-author, .byline, '
    ".author.vcard .fn, "
    '[property~="author"]:not(meta), [property~="schema:author"]:not(meta), '
    '[property~="dc:creator"]:not(meta), [property~="dcterms:creator"]:not(meta)'
)
# where something is said of a thing, where that thing begins, and of which kind it is
SAID = {"itemprop": ("itemscope", "itemtype"), "property": ("typeof", "typeof")}
THREAD = re.compile(
    r"(?<![a-z])(?:forums?|foros?|threads?|topics?|viewtopic|showthread)(?![a-z])", re.IGNORECASE
)
MOST_BYLINES, ENOUGH, HIGHEST = 10, 3, 200


def bylines(page: ParsedPage) -> Iterator[str]:
    """Give the names, and the lines that hold some, of the first bylines in the content; of a
    thread that is made of replies the first.
    """
    nodes = page.tree.css(BYLINES)[:MOST_BYLINES] if page.may_have(*CREDITING) else ()
    places = map(page.standings.of, nodes)
    told = [(node, place) for node, place in zip(nodes, places, strict=True) if not place.beside]
    own = _of_one([node for node, place in told if not (place.comment or place.figure)])
    begun = [node for node, _ in told[:1]] if THREAD.search(page.url or "") else []
    for node in (own or begun)[:ENOUGH]:
        yield from credited(node)


def _of_one(nodes: list[LexborNode]) -> list[LexborNode]:
    """Leave out the authors of what a page lists: of many things that it describes as of a kind."""
    things = {node.mem_id: _thing(node) for node in nodes}
    kinds = Counter(kind for _, kind in set(things.values()))
    return [node for node in nodes if kinds[things[node.mem_id][1]] < MANY]


def _thing(node: LexborNode) -> tuple[int, str | None]:
    """Give what is said to be by that author, and of which kind that is."""
    scope, kind = next((SAID[one] for one in SAID if node.attributes.get(one)), ("", ""))
    above = node.parent if scope else None
    for _ in range(HIGHEST):
        if above is None:
            break
        if scope in above.attributes:
            return above.mem_id, above.attributes.get(kind) or ""
        above = above.parent
    return 0, None
