"""Why a page is taken for what it is, and its content for its content, in a few words."""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.signals import Signals
from aurora.infrastructure.extraction.content.visible import Visible

TELLING = {
    "article": "ld Article|ld NewsArticle|ld BlogPosting|md Article|md BlogPosting|og article|"
    "dated|word article",
    "documentation": "ld TechArticle|by sphinx|by docusaurus|by mkdocs|made with mediawiki|"
    "by vitepress|by gitbook|host docs|word documentation",
    "service": "ld Service|ld LocalBusiness|word service",
    "forum": "ld DiscussionForumPosting|ld QAPage|md DiscussionForumPosting|md QAPage|"
    "by discourse|by phpbb|by xenforo|by vbulletin|by smf|by nodebb|made with stackexchange|"
    "host forum|host forums|word forum",
    "product": "ld Product|ld ProductGroup|md Product|og product|priced|buying|word product",
    "collection": "ld ItemList|ld CollectionPage|md ItemList|made with shopify|word collection",
    "listing": "ld ItemList|ld CollectionPage|word listing",
}
SAYS = {
    "ld": "JSON-LD says {}", "md": "microdata says {}", "og": "Open Graph says {}",
    "by": "made with {}", "made": "made {}", "word": "the address speaks of it",
    "host": "the host is called {}",
    "dated": "a date of publication", "priced": "a price", "buying": "something to buy",
}  # fmt: skip
PLACES = ("main", "article", "table", "list", "code", "form")
MOST, MOSTLY = 3, 0.6


def reasons(
    page_type: str, about: Signals, visible: Visible, kept: NDArray[np.bool_]
) -> tuple[str, ...]:
    """Give the signals that speak for the page's kind, and where most of the content stands."""
    given = [name for name in TELLING[page_type].split("|") if about[name] > 0]
    return (*map(_said, given[:MOST]), *_places(visible, kept))


def _said(signal: str) -> str:
    source, _, name = signal.partition(" ")
    return SAYS[source].format(name)


def _places(visible: Visible, kept: NDArray[np.bool_]) -> tuple[str, ...]:
    marks = visible.marks[kept]
    sizes = np.array([len(block.text) for block in visible.blocks], np.int64)[kept]
    most = MOSTLY * sizes.sum()
    return tuple(
        f"most stands in <{place}>"
        for place in PLACES
        if sizes[(marks & BITS[f"<{place}>"]) != 0].sum() > most
    )
