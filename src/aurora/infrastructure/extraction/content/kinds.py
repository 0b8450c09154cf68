"""What kind of page a page is: as it says itself where that is unmistakable, else as it looks."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.makers import FORUMS, MANUALS
from aurora.infrastructure.extraction.content.signals import Signals

PAGE_TYPES = (
    "article", "documentation", "service", "forum", "product", "collection", "listing",
)  # fmt: skip
ARTICLE, THREAD, PRODUCT = map(PAGE_TYPES.index, ("article", "forum", "product"))
MOSTLY, PERHAPS_THREAD = 0.8, 0.1
DISCUSSED = [THREAD, PRODUCT]
SCATTERED = [THREAD, PAGE_TYPES.index("listing")]
HARDLY_SCATTERED = 4  # the power of a chance that only counts where it is nearly whole
FREQUENT = 2.0  # the odds of articles on the web, times those among the pages that taught the kinds
SURENESS = {
    "article": 1.0, "documentation": 0.6, "service": 0.6, "forum": 1.0, "product": 1.4,
    "collection": 0.9, "listing": 0.7,
}  # fmt: skip
POWERS = np.array([SURENESS[name] for name in PAGE_TYPES], np.float32)
THREADS = ("ld QAPage", "ld DiscussionForumPosting", "md QAPage", "md DiscussionForumPosting")
ARTICLES = (("ld Article", "ld NewsArticle", "ld BlogPosting"), ("md Article", "md BlogPosting"))
PUBLISHED = ("og article", "dated")
OFFERED = (("ld Product", "ld Offer"), ("md Product", "md Offer"))


def page_type(said: Signals, chances: NDArray[np.float32]) -> str:
    """Give the kind that the page states, or else the likeliest. One that offers variants of one
    product is of that product too, but is read as it looks.
    """
    varied = said["ld ProductGroup"] == 1 and said["ld Offer"]
    return _stated(said) or ("product" if varied else PAGE_TYPES[int(chances.argmax())])


class Reading(NamedTuple):
    """How far a page is to be read as an article, from 0 to 1: in any case (`article`), and how far
    where what is content by the measure of articles is content by that of all kinds of pages too.
    """

    article: float
    alike: float

    def share(self, agreement: float) -> float:
        """Give how far, by how much both agree on what is content (0 to 1)."""
        return max(self.article, agreement * self.alike)


def reading(said: Signals, chances: NDArray[np.float32]) -> Reading:
    """Give how far the page is to be read as an article: as far as it is likely to be one, where
    such are as frequent as on the web, and mostly where it says so. Where both readings agree it
    may be one unless it is a thread or a list, whatever it is taken for: few articles are known to
    the forest of kinds, and others stand among much else. What describes a product is prose too.
    """
    stated, likely = _stated(said), float(chances[ARTICLE])
    likely = FREQUENT * likely / (1 + (FREQUENT - 1) * likely)
    likely = max(likely, MOSTLY) if stated == "article" else likely
    product = 1.0 if stated == "product" else float(chances[PRODUCT])
    prose = (1 - float(chances[SCATTERED].sum())) ** HARDLY_SCATTERED
    return Reading(likely, max(product, prose))


def sureness(chances: NDArray[np.float32]) -> float:
    """Give how far chances of content are to be trusted on a page of such kinds, as the power that
    their odds are raised to (temperature scaling, Guo et al. 2017): on lists and manuals, where
    people choose now this and now that, less than on pages of products.
    """
    return float(chances @ POWERS)


def discussed(said: Signals, chances: NDArray[np.float32]) -> float:
    """Give the chance that the page is of a kind that is read for what readers say."""
    return 1.0 if page_type(said, chances) == "forum" else float(chances[DISCUSSED].sum())


def threading(told: str, chances: NDArray[np.float32]) -> bool:
    """Tell whether a page that is `told` to be of a kind may be a thread."""
    return told == PAGE_TYPES[THREAD] or float(chances[THREAD]) >= PERHAPS_THREAD


def _stated(said: Signals) -> str | None:
    if any(said[name] for name in THREADS):
        return "forum"
    one = any(sum(said[name] for name in names) == 1 for names in ARTICLES)
    if one and any(said[name] for name in PUBLISHED):
        return "article"
    if any(said[f"by {name}"] for name in FORUMS):
        return "forum"
    if any(said[f"by {name}"] for name in MANUALS):
        return "documentation"
    if said["priced"] or any(said[one] == 1 and said[offer] for one, offer in OFFERED):
        return "product"
    return None
