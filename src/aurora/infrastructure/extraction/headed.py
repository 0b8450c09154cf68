"""The lines right below the heading of an article, in which nothing marks what they tell."""

from collections.abc import Iterator, Set
from itertools import groupby, islice

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.beside import apart
from aurora.infrastructure.extraction.beside_heading import (
    AROUND,
    BELOW,
    LEVELS,
    TEXT,
    UNSEEN,
    headings_of,
)
from aurora.infrastructure.extraction.due import INLINE
from aurora.infrastructure.extraction.hidden import unseen
from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.repeated import MANY

MOST_NODES, MOST_LEVELS, MOST_LIKE, LONGEST = 300, 20, 100, 200


def headed(page: ParsedPage) -> list[str]:
    """Give the short lines that follow the heading, before another one, and before much text."""
    heading = next(headings_of(page.tree), None)
    if heading is None:
        return []
    around = {node.mem_id for node in _around(heading)}
    lines, signs = list[str](), 0
    for node, line in _lines(page, heading):
        if signs > BELOW:
            break
        signs += len(line)
        lines.append("" if len(line) > LONGEST or _aside(page, node, around) else line)
    return lines


def _lines(page: ParsedPage, heading: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Give the first node and the words of each line."""
    for _, nodes in groupby(_following(page, heading), _broken_by):
        texts, line = [node for node in nodes if node.tag == TEXT], ""
        for node in texts:
            text = node.text_content or ""
            line += f" {text}" if apart(line, text, node) else text
        if said := words(line):
            yield texts[0], said


def _following(page: ParsedPage, heading: LexborNode) -> Iterator[LexborNode]:
    """Give what follows a heading in the order of the page, without what nobody sees."""
    node: LexborNode | None = _after(heading)
    for _ in range(MOST_NODES):
        if node is None or node.tag in LEVELS:
            return
        seen = node.tag not in UNSEEN and node.mem_id not in page.unseen and not unseen(node)
        if seen:
            yield node
        node = (node.child if seen else None) or _after(node)


def _after(node: LexborNode) -> LexborNode | None:
    above: LexborNode | None = node
    while above is not None and above.next is None and above.tag != "body":
        above = above.parent
    return above.next if above is not None and above.tag != "body" else None


def _broken_by(node: LexborNode) -> int:
    """Give the element whose lines a node stands in; a break stands in none."""
    if node.tag == "br":
        return node.mem_id
    return _block(node).mem_id


def _block(node: LexborNode) -> LexborNode:
    for _ in range(MOST_LEVELS):
        if node.tag not in INLINE or node.parent is None:
            break
        node = node.parent
    return node


def _around(node: LexborNode) -> Iterator[LexborNode]:
    while (above := node.parent) is not None:
        yield above
        node = above


def _aside(page: ParsedPage, node: LexborNode, around: Set[int]) -> bool:
    """Tell whether a line is none of the article: it stands beside that or far from its heading, or
    in one of many things that are listed there.
    """
    place = page.standings.of(node)
    if place.beside or place.footer or place.comment or place.event or place.figure:
        return True
    own = islice(_around(_block(node)), AROUND)
    between = [one for one in own if one.mem_id not in around]
    return len(between) == AROUND or any(map(_listed, between))


def _listed(node: LexborNode) -> bool:
    """Tell whether many like an element stand beside it."""
    siblings = islice(node.parent.iter() if node.parent else (), MOST_LIKE)
    like = (one for one in siblings if one.tag == node.tag and _named(one) == _named(node))
    return len(list(islice(like, MANY))) == MANY


def _named(node: LexborNode) -> str:
    return (node.attributes.get("class") or "").strip().partition(" ")[0]
