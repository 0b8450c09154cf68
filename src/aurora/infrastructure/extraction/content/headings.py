"""Which heading a block stands under, and how far from it."""

import numpy as np

from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.phrases import Measures

LEVELS = {f"h{level}": level for level in range(1, 7)}
UNLEVELLED, NONE = 6, 50.0


def headings(ground: Ground) -> Measures:
    """Measure the blocks by the headings before them, and by the first title of the page."""
    numbers = np.arange(len(ground.words))
    begun = (ground.marks & HEADING) != 0
    last = np.maximum.accumulate(np.where(begun, numbers, -1))
    levels = np.zeros(len(numbers))
    for number in np.flatnonzero(begun).tolist():
        levels[number] = _level(ground, number)
    under = last >= 0
    return {
        "heading distance": np.where(under, numbers - last, NONE),
        "heading level": under * levels[last],
        "heading words": under * ground.words[last],
        "headings before": np.cumsum(begun),
        "title before": np.maximum.accumulate(levels == 1),
    } | _from_title(ground)


def _level(ground: Ground, number: int) -> int:
    tags = (ground.shape.tags[at] for at in ground.ancestors[:4, number].tolist())
    return next((LEVELS[tag] for tag in tags if tag in LEVELS), UNLEVELLED)


def _from_title(ground: Ground) -> Measures:
    numbers = np.arange(len(ground.words), dtype=np.float64)
    words = np.cumsum(ground.words) / ground.all_words
    tags = ground.shape.tags
    title = next((n for n, at in enumerate(ground.elements.tolist()) if tags[at] == "h1"), None)
    if title is None:
        return {"blocks from title": np.full(len(numbers), -999.0), "words from title": words}
    return {"blocks from title": numbers - title, "words from title": words - words[title]}
