"""Notes that a text refers to: it says less without them."""

from collections.abc import Iterator, Set
from itertools import compress
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.visible import NONE, Visible
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import NOTING

NOTES = ", ".join(
    (
        *(f"[role=doc-{role}][id]" for role in ("footnote", "endnote", "biblioentry")),
        ".footnote[id], .citation[id]",
        ".footnote dt[id], .citation dt[id]",
        ".footnotes li[id], [role=doc-endnotes] li[id]",
    )
)
REFERENCES, TERM = "a[href^='#']", "dt"


def noted(page: ParsedPage, visible: Visible, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep also the notes that links in kept blocks lead to, with their labels."""
    if not page.may_have(*NOTING):
        return kept
    texts = {text for block in compress(visible.blocks, kept.tolist()) for text in block.nodes}
    ids = _referred(page.tree, texts)
    notes = (note for note in page.tree.css(NOTES) if note.attributes["id"] in ids)
    parts = {part.mem_id for note in notes for part in _parts(note)}
    elements = {number for number, node in enumerate(visible.shape.nodes) if node in parts}
    return kept | (visible.innermost(elements) > NONE)


def _referred(tree: LexborHTMLParser, texts: Set[int]) -> frozenset[str]:
    """Give the ids that links with some of these texts lead to."""
    return frozenset(
        unquote((link.attributes["href"] or "")[1:])
        for link in tree.css(REFERENCES)
        if any(node.mem_id in texts for node in link.traverse(include_text=True))
    )


def _parts(note: LexborNode) -> Iterator[LexborNode]:
    """Give the element of a note; after a label that is a term also what explains it."""
    yield note
    after = note.next if note.tag == TERM else None
    while after is not None and after.tag != TERM:
        yield after
        after = after.next
