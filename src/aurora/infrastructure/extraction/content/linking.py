"""Lists of links in articles: what they lead to is seldom part of the article."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.units import Unit
from aurora.infrastructure.extraction.content.visible import Visible

MOSTLY = 0.8

Chances = NDArray[np.float32]


def leading(
    chances: Chances, words: Chances, visible: Visible, lists: Sequence[Unit], article: float
) -> NDArray[np.bool_]:
    """Tell which blocks stand in lists that are made of links, and less likely content than the
    page is an `article`.
    """
    found = np.zeros(len(words), bool)
    if lists:
        linked = words * [block.linked / len(block.text) for block in visible.blocks]
        for one in lists:
            size = words[one].sum()
            links = linked[one].sum() > MOSTLY * size
            found[one] = links and chances[one] @ words[one] < article * size
    return found
