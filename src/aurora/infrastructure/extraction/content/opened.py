"""Tables and figures that a text opens: they stand elsewhere on the page, mostly at its end."""

from collections.abc import Set
from itertools import compress

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.visible import NONE, Visible
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import OPENING

NAMING = tuple(name.decode() for name in OPENING)
OPENERS = ", ".join(f"[{name}]" for name in NAMING)
SHOWN = frozenset({"table", "figure"})
MOSTLY, BUTTON = 0.5, BITS["<button>"]


def opened(
    page: ParsedPage, visible: Visible, words: NDArray[np.float32], kept: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Keep also what openers in kept blocks name, where it is a table or a figure for the most."""
    shape = visible.shape
    if SHOWN.isdisjoint(shape.tags) or not page.may_have(*OPENING):
        return kept
    texts = {text for block in compress(visible.blocks, kept.tolist()) for text in block.nodes}
    named = _named(page.tree, texts)
    if not named:
        return kept
    shown = {element for element, tag in enumerate(shape.tags) if tag in SHOWN}
    within = visible.held(words * (visible.innermost(shown) > NONE)) > MOSTLY * visible.held(words)
    elements = {
        number for number, node in enumerate(shape.nodes) if node in named and within[number]
    }
    button: NDArray[np.bool_] = (visible.marks & BUTTON).astype(bool)
    return kept | ((visible.innermost(elements) > NONE) & ~button)


def _named(tree: LexborHTMLParser, texts: Set[int]) -> frozenset[int]:
    """Give the elements that openers with some of these texts name."""
    ids = {
        id
        for opener in tree.css(OPENERS)
        if any(node.mem_id in texts for node in opener.traverse(include_text=True))
        for name in NAMING
        for id in (opener.attributes.get(name) or "").replace("#", " ").split()
    }
    return frozenset(node.mem_id for node in tree.css("[id]") if node.attributes["id"] in ids)
