"""Where the body of a page is: as its names say, and as its prose lies."""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.ground import Floats, Ground
from aurora.infrastructure.extraction.content.marks import BITS, BODY
from aurora.infrastructure.extraction.content.phrases import Measures

FOREIGN = (
    "comment", "related", "navigation", "bottom", "form", "consent", "modal", "advert", "social",
    "review", "paging", "cart", "<aside>", "<navigation>", "<bottom>", "<form>", "<dialog>",
    "<unseen>",
)  # fmt: skip
FOREIGN_BITS = sum(BITS[name] for name in FOREIGN)
ENOUGH, NEARLY = 40, 0.8
TIGHT = (0.6, 0.85)
PERHAPS = 0.5


def bodies(ground: Ground) -> Measures:
    """Tell of each block whether it stands in the element that is named a body, among all prose and
    among the page's "own": without what is marked as foreign, for below some articles stand more
    comments than there is article. Tell the same of the innermost elements that hold most of that.
    """
    own = ground.held(_own(ground))
    found = {f"body {name}": one for name, one in _named(ground, ground.sums.long).items()}
    found |= {f"own body {name}": one for name, one in _named(ground, own).items()}
    for share in TIGHT:
        holding = np.flatnonzero(own >= share * max(own[0], 1.0))
        found[f"own tight {share}"] = _inside(ground, _innermost(ground, holding))
    return found


def _own(ground: Ground) -> Floats:
    own = ground.long * ((ground.marks & FOREIGN_BITS) == 0)
    return own if own.sum() >= ENOUGH else ground.long


def _named(ground: Ground, held: Floats) -> Measures:
    """Measure by the elements that are named as bodies are; unknown where none holds prose."""
    named = np.flatnonzero(ground.named & BODY)
    count, most = len(ground.words), max(held[named], default=0.0)
    if most <= 0:
        return {"in": np.full(count, PERHAPS), "share": np.full(count, -1.0)}
    body = _innermost(ground, named[held[named] >= NEARLY * most])
    share = held[body] / max(held[0], 1.0)
    return {"in": _inside(ground, body), "share": np.full(count, share)}


def _innermost(ground: Ground, elements: NDArray[np.intp]) -> int:
    return int(elements[ground.depths[elements].argmax()]) if len(elements) else 0


def _inside(ground: Ground, element: int) -> Floats:
    """Give 1 for the blocks in an element, 0 for others; what stands between the title of the page
    and the element is perhaps in it.
    """
    end = ground.shape.ends[element]
    inside = ((ground.elements >= element) & (ground.elements < end)).astype(np.float64)
    start = int(inside.argmax())
    titles = ground.titles[ground.titles < start]
    if len(titles):
        inside[titles[-1] : start] = PERHAPS
    return np.asarray(inside)
