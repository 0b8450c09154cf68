"""What kind of page a page is: as it says itself where that is unmistakable, else as it looks."""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.signals import Signals

PAGE_TYPES = (
    "article", "documentation", "service", "forum", "product", "collection", "listing",
)  # fmt: skip
ARTICLE, MOSTLY = PAGE_TYPES.index("article"), 0.6
DISCUSSED = [PAGE_TYPES.index("forum"), PAGE_TYPES.index("product")]
FREQUENT = 1.5  # the odds of articles on the web, times those among the pages that taught the kinds
SURENESS = {
    "article": 1.0, "documentation": 0.6, "service": 0.6, "forum": 1.0, "product": 1.4,
    "collection": 0.9, "listing": 0.7,
}  # fmt: skip
POWERS = np.array([SURENESS[name] for name in PAGE_TYPES], np.float32)
THREADS = (
    "ld QAPage", "ld DiscussionForumPosting", "md QAPage", "md DiscussionForumPosting",
    "made with discourse", "made with phpbb", "made with xenforo", "made with vbulletin",
    "made with smf", "made with flarum", "made with nodebb",
)  # fmt: skip
MANUALS = (
    "made with sphinx", "made with docusaurus", "made with mkdocs", "made with vitepress",
    "made with gitbook",
)  # fmt: skip
ARTICLES = ("ld Article", "ld NewsArticle", "ld BlogPosting")


def page_type(said: Signals, chances: NDArray[np.float32]) -> str:
    """Give the kind that the page states, or else the likeliest."""
    return _stated(said) or PAGE_TYPES[int(chances.argmax())]


def read_as_article(said: Signals, chances: NDArray[np.float32]) -> float:
    """Give how far the page is to be read as an article: as far as it is likely to be one, where
    such are as frequent as on the web, and mostly where it says so.
    """
    likely = float(chances[ARTICLE])
    likely = FREQUENT * likely / (1 + (FREQUENT - 1) * likely)
    return max(likely, MOSTLY) if _stated(said) == "article" else likely


def sureness(chances: NDArray[np.float32]) -> float:
    """Give how far chances of content are to be trusted on a page of such kinds, as the power that
    their odds are raised to (temperature scaling, Guo et al. 2017): on lists and manuals, where
    people choose now this and now that, less than on pages of products.
    """
    return float(chances @ POWERS)


def discussed(said: Signals, chances: NDArray[np.float32]) -> float:
    """Give the chance that the page is of a kind that is read for what readers say."""
    return 1.0 if page_type(said, chances) == "forum" else float(chances[DISCUSSED].sum())


def _stated(said: Signals) -> str | None:
    if any(said[name] for name in THREADS):
        return "forum"
    if any(said[name] for name in MANUALS):
        return "documentation"
    if sum(said[name] for name in ARTICLES) == 1 and said["og article"]:
        return "article"
    return None
