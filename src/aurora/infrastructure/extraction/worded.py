"""The words of an element in one line."""

from collections.abc import Iterator, Set
from itertools import islice

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.linked_data import words

NO_WORDS = frozenset({"script", "style", "template"})
BREAKING = frozenset({"br", "div", "h2", "h3", "li", "p"})
TEXT, MOST_NODES, LIMIT = "-text", 2_000, 500
NOTHING: Set[str] = frozenset()
BREAK = "\0"  # no text of a page has it


def worded(node: LexborNode, beside: Set[str], never: Set[int] = frozenset()) -> str | None:
    """Give what an element says in one line, without the elements that are called as `beside` and
    those that are `never` read.
    """
    return " ".join(lines(node, beside, never))[:LIMIT] or None


def lines(node: LexborNode, beside: Set[str], never: Set[int] = frozenset()) -> list[str]:
    """Give the same line by line."""
    texts = "".join(_texts(node, beside | NO_WORDS, never)).split(BREAK)
    return [line for text in texts if (line := words(text, LIMIT))]


def _texts(node: LexborNode, unread: Set[str], never: Set[int]) -> Iterator[str]:
    waiting = _inside(node)
    for _ in range(MOST_NODES):
        if not waiting:
            return
        one = waiting.pop()
        if one.tag in BREAKING or (one.prev is not None and one.prev.tag in BREAKING):
            yield BREAK
        if one.tag == TEXT:
            yield one.text_content or ""
        elif one.tag not in unread and one.mem_id not in never:
            waiting += _inside(one)


def _inside(node: LexborNode) -> list[LexborNode]:
    """Give what stands in a node, the last first."""
    return list(islice(node.iter(include_text=True), MOST_NODES))[::-1]
