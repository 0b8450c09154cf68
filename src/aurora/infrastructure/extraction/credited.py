"""Whom a byline names, and not what else stands in it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.ages import AGE_OR_COUNT
from aurora.infrastructure.extraction.authors import BEFORE, WRITTEN
from aurora.infrastructure.extraction.beside import ELEMENTS
from aurora.infrastructure.extraction.persons import joined
from aurora.infrastructure.extraction.worded import lines, worded

PERSONS = (
    '[rel~="author"], .u-author, .p-author, .fn, [itemprop~="name"], [property~="name"], '
    '[property~="schema:name"], [property~="foaf:name"]'
)
TIME = frozenset({"time"})
DATED = re.compile(r"\s(?:on|em|am|den|le|el|il|op|dnia)\s[^|;]*\d{4}.*")
PLACED = re.compile(r"\s[—–-]\s.*")
FILED = re.compile(r"\s(?:in|on|em|dans|am|op|w|dnia)\s.*")
JOINT = re.compile(r"\s*[,;&]\s*(?:(?:and|und|et|e|y|i|en)\s+)?|\s+(?:and|und|et|e|y|i|en)\s+")
SOMEBODY = "Jane Doe"
MOST_NAMES, TEXT, LEVELS = 20, "-text", 3


def credited(node: LexborNode) -> list[str]:
    """Give whom a byline marks as persons; of a list the names alone, without what each of them
    did; or those whose links it begins with, or else its first line. Words right after who is
    marked or linked may name others.
    """
    if given := node.attributes.get("content"):
        return [given]
    if node.tag == "dl":
        return _told(node.css("dd"))
    line = _line(node)
    persons = _persons(node)
    marked = _told(persons)
    return [*marked, *_after(persons[-1])] if marked else [*_linked(node, line)] or [_bare(line)]


def _persons(node: LexborNode) -> list[LexborNode]:
    """Give the innermost elements that are marked as persons, where these are not a crowd."""
    marked = node.css(PERSONS)
    few = len(marked) <= MOST_NAMES
    return [one for one in marked if few and len(one.css(PERSONS)) == 1]


def _told(nodes: list[LexborNode]) -> list[str]:
    told = (one.attributes.get("content") or worded(one, TIME) for one in nodes[:MOST_NAMES])
    return list(filter(None, told))


def _after(person: LexborNode) -> list[str]:
    """Give whom the words after a marked person name besides."""
    node = person
    for _ in range(LEVELS):
        if node.next is not None or node.parent is None or node.tag not in ELEMENTS:
            break
        node = node.parent
    after = node.next
    return joined(after.text_content or "") if after is not None and after.tag == TEXT else []


def _line(node: LexborNode) -> str:
    """Give the first line; words such as `by` may stand on one of their own."""
    first, *others = lines(node, TIME) or [""]
    leads = BEFORE.sub("", f"{first} {SOMEBODY}") == SOMEBODY
    return f"{first} {others[0]}" if leads and others else first


def _linked(node: LexborNode, line: str) -> Iterator[str]:
    """Give the links that a line begins with after words such as `by`, and those joined to them."""
    rest, after = BEFORE.sub("", line), ""
    for name in _told(node.css("a")):
        if not rest.startswith(name) or AGE_OR_COUNT.fullmatch(name):
            break
        yield name
        after = rest[len(name) :]
        joint = JOINT.match(after)
        rest = after[joint.end() :] if joint else ""
    yield from joined(after)


def _bare(line: str) -> str:
    """Give a line without how old the text is, when and where it was filed, and its comments; what
    a dash parts from a name after words such as `by` tells where or when that was.
    """
    if WRITTEN.match(line):
        line = FILED.sub("", line)
    if BEFORE.match(line):
        line = PLACED.sub("", line)
    return AGE_OR_COUNT.sub(" | ", DATED.sub("", line))
