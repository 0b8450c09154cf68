"""Runs of text that stand bare in one element, parted by pictures, paragraphs or what is embedded:
they are of one text, and nobody marked them as such.
"""

from collections import defaultdict

import numpy as np

from aurora.infrastructure.extraction.content.units import Unit
from aurora.infrastructure.extraction.content.visible import Visible


def runs(visible: Visible) -> list[Unit]:
    """Give the blocks of each element that directly holds several."""
    if np.bincount(visible.elements).max() == 1:
        return []
    found: dict[int, Unit] = defaultdict(list)
    for number, block in enumerate(visible.blocks):
        found[block.element].append(number)
    return [unit for unit in found.values() if len(unit) > 1]
