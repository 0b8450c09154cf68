"""How what stands in posts is read: what is named a quotation is one, what holds a text or lays out
posts is none and no table, and who is quoted stands on a line alone.
"""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.content.quoting import QUOTE, TABLE, above_quote
from aurora.infrastructure.extraction.content.threaded import Thread
from aurora.infrastructure.extraction.content.visible import BREAK, TEXT, TOP, Shape
from aurora.infrastructure.extraction.parsed import ParsedPage

DIVISION, CODE = "section", "pre"


def retold(page: ParsedPage, thread: Thread) -> Mapping[int, str]:
    """Give the tags that elements are read as if they had them, by their `mem_id`."""
    shape = thread.postings.visible.shape
    quotes = [one for one in thread.posted.quotes if _is_named(shape, one)]
    inner = (one for quote in quotes for one in _below(shape, quote) if shape.tags[one] == QUOTE)
    laid = (one for one in around(thread) if shape.tags[one] in (TABLE, QUOTE))
    read = dict.fromkeys(quotes, QUOTE) | dict.fromkeys((*inner, *laid), DIVISION)
    return {shape.nodes[one]: tag for one, tag in read.items()} | _inline(page)


def layout(thread: Thread) -> frozenset[int]:
    """Give the elements of tables that posts, or their texts, are laid out by."""
    tags = thread.postings.visible.shape.tags
    return frozenset(element for element in around(thread) if tags[element] == TABLE)


def around(thread: Thread) -> set[int]:
    """Give the elements of the texts and all around these."""
    found, parents = {TOP}, thread.postings.visible.shape.parents
    for element in thread.postings.texts:
        while element not in found:
            found.add(element)
            element = parents[element]
    return found


def _is_named(shape: Shape, quote: int) -> bool:
    return shape.tags[quote] != QUOTE and not above_quote(shape, quote)


def _below(shape: Shape, element: int) -> Iterator[int]:
    """Give the elements right in one."""
    inside = range(element + 1, int(shape.ends[element]))
    return (one for one in inside if shape.parents[one] == element)


def _inline(page: ParsedPage) -> dict[int, str]:
    """Read who is quoted as a line, and code of several lines as such."""
    cited = {one.mem_id: DIVISION for one in page.tree.css("cite") if _begins_quote(one)}
    return cited | {one.mem_id: CODE for one in page.tree.css("code") if _has_breaks(one)}


def _begins_quote(node: LexborNode) -> bool:
    above = node.parent
    above = above.parent if above is not None and above.tag == "div" else above
    return above is not None and above.tag == QUOTE and _is_first(node)


def _is_first(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag == TEXT and (before.text_content or "").isspace():
        before = before.prev
    return before is None


def _has_breaks(node: LexborNode) -> bool:
    child = node.child
    while child is not None and child.tag != BREAK:
        child = child.next
    return child is not None
