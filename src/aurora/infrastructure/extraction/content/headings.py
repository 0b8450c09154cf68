"""Which heading a block stands under, and how far from it."""

import numpy as np

from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Visible

LEVELS = {f"h{level}": level for level in range(1, 7)}
UNLEVELLED, NONE = 6, 50.0
COLUMNS = ("heading distance", "heading level", "heading words", "headings before", "title before")


def headings(visible: Visible, ground: Ground) -> Measures:
    """Measure the blocks by the headings before them, and by the first title of the page."""
    last, level, count, titled = -1, 0, 0, False
    rows: list[tuple[float, ...]] = []
    for number, block in enumerate(visible.blocks):
        if block.marks & HEADING:
            last, level, count = number, _level(ground, number), count + 1
            titled = titled or level == 1
        words = float(ground.words[last]) if count else 0.0
        rows.append((number - last if count else NONE, level, words, count, titled))
    columns = np.array(rows, np.float64).reshape(-1, len(COLUMNS)).T
    return dict(zip(COLUMNS, columns, strict=True)) | _from_title(ground)


def _level(ground: Ground, number: int) -> int:
    tags = (ground.shape.tags[at[number]] for at in ground.ancestors[:4])
    return next((LEVELS[tag] for tag in tags if tag in LEVELS), UNLEVELLED)


def _from_title(ground: Ground) -> Measures:
    numbers = np.arange(len(ground.words), dtype=np.float64)
    words = np.cumsum(ground.words) / ground.all_words
    tags = ground.shape.tags
    title = next((n for n, at in enumerate(ground.elements.tolist()) if tags[at] == "h1"), None)
    if title is None:
        return {"blocks from title": np.full(len(numbers), -999.0), "words from title": words}
    return {"blocks from title": numbers - title, "words from title": words - words[title]}
