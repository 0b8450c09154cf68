"""Which heading a block stands under, and how far from it."""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.phrases import Measures

LEVELS = {f"h{level}": level for level in range(1, 7)}
UNLEVELLED, NEAR, NONE = 6, 4, 50.0


def headings(ground: Ground) -> Measures:
    """Measure the blocks by the headings before them, and by the first title of the page."""
    numbers = np.arange(len(ground.words))
    begun = (ground.marks & HEADING) != 0
    last = np.maximum.accumulate(np.where(begun, numbers, -1))
    levels = begun * _levels(ground)
    under = last >= 0
    return {
        "heading distance": np.where(under, numbers - last, NONE),
        "heading level": under * levels[last],
        "heading words": under * ground.words[last],
        "headings before": np.cumsum(begun),
        "title before": np.maximum.accumulate(levels == 1),
    } | _from_title(ground)


def _levels(ground: Ground) -> NDArray[np.int64]:
    """Give the level of the heading that a block stands in, or just below."""
    tags = np.array([LEVELS.get(tag, 0) for tag in ground.shape.tags], np.int64)
    near = tags[ground.ancestors[:NEAR]]
    level = near[(near > 0).argmax(axis=0), np.arange(near.shape[1])]
    return np.where(level > 0, level, UNLEVELLED)


def _from_title(ground: Ground) -> Measures:
    numbers = np.arange(len(ground.words), dtype=np.float64)
    words = np.cumsum(ground.words) / ground.all_words
    if not len(ground.titles):
        return {"blocks from title": np.full(len(numbers), -999.0), "words from title": words}
    title = ground.titles[0]
    return {"blocks from title": numbers - title, "words from title": words - words[title]}
