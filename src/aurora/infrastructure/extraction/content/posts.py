"""Who wrote the posts of a thread, and when: read with each of them or with none."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.signs import SHORT, SIGNING
from aurora.infrastructure.extraction.content.visible import Visible

LEAST_POSTS = 3

Look = tuple[str, str | None, str, str | None]


def signed(
    kept: NDArray[np.bool_], visible: Visible, words: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Keep names and dates that look alike where at least half of them are kept, else none."""
    even = kept.copy()
    for alike in _alike(visible, words):
        even[alike] = 2 * kept[alike].sum() >= len(alike)
    return even


def _alike(visible: Visible, words: NDArray[np.float32]) -> Sequence[list[int]]:
    """Give the numbers of short blocks marked so, by their elements and those around these."""
    found: dict[Look, list[int]] = defaultdict(list)
    for number, size in enumerate(words.tolist()):
        block = visible.blocks[number]
        if size <= SHORT and block.marks & SIGNING:
            found[_look(visible, block.element)].append(number)
    return [alike for alike in found.values() if len(alike) >= LEAST_POSTS]


def _look(visible: Visible, element: int) -> Look:
    shape, around = visible.shape, visible.shape.parents[element]
    return shape.tags[element], shape.classes[element], shape.tags[around], shape.classes[around]
