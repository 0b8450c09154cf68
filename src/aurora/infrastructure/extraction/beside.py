"""Words of elements side by side, which style sheets keep apart though nothing stands between."""

import re

from selectolax.lexbor import LexborNode

from aurora.domains.scripts import UNSPACED

SOLID = re.compile(rf"[{UNSPACED}][{UNSPACED}\d]|\d[{UNSPACED}]")
APART = frozenset({"a", "label"})
ELEMENTS = frozenset(
    """
    a abbr acronym b bdi bdo big cite del em font i ins label mark s small span strong time u
    """.split()  # noqa: SIM905  a list of words reads best as text
)
UNSEEN = frozenset({"-comment", "script", "style", "template", "link", "meta"})
SHOWN = frozenset({"img", "svg", "picture", "input", "button", "select"})


def apart(before: str, text: str, node: LexborNode) -> bool:
    """Tell whether the text of a node is kept apart from the one before it: each has an element of
    its own, and there is a picture or a field between, or one is a link or a label, or it begins as
    a word or number does. Nothing is kept apart within a script that has no spaces.
    """
    if not (before[-1:].isalnum() and text[:1].isalnum()):
        return False
    if SOLID.match(before[-1] + text[0]):
        return False
    first = _first_in(node)
    last = first.prev
    while last is not None and last.tag in UNSEEN:
        last = last.prev
    if last is None or first.tag not in ELEMENTS:
        return False
    if last.tag not in ELEMENTS:
        return last.tag in SHOWN
    return not APART.isdisjoint((first.tag, last.tag)) or _begun(before, text)


def _first_in(node: LexborNode) -> LexborNode:
    """Give the outermost element that begins with the node."""
    while node.prev is None and (parent := node.parent) is not None and parent.tag in ELEMENTS:
        node = parent
    return node


def _begun(before: str, text: str) -> bool:
    """Tell whether a text begins as something new does; not after a single letter."""
    if text[0].isdigit():
        return len(before) > 1 or len(text) > 1
    return text[0].isupper() and (len(before) > 1 or before.isdigit())
