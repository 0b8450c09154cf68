"""Texts that a page says more than once: for small screens and for large ones, in quotes of what
stands above, in teasers of what stands below.

Each copy looks like content, and people mark one. In articles, manuals and on pages of services,
where lines, steps and notes come again, they mark as many as there are.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES

LEAST_WORDS = 6
REPEATING = ("article", "documentation", "service")
SAID_ONCE = np.array([name not in REPEATING for name in PAGE_TYPES], np.float32)

Chances = NDArray[np.float32]


def copies(texts: Sequence[str], words: Chances) -> list[list[int]]:
    """Give the numbers of the texts that are the same, of more words than labels have."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in np.flatnonzero(words >= LEAST_WORDS).tolist():
        found[texts[number]].append(number)
    return [same for same in found.values() if len(same) > 1]


def said_once(chances: Chances, found: Sequence[Sequence[int]], kinds: Chances) -> Chances:
    """Give all copies of a text but the likeliest the chance that they are content and it is not,
    as far as a page of such kinds says things once.
    """
    once = float(kinds @ SAID_ONCE)
    lowered = chances.copy()
    for same in found:
        likeliest = max(same, key=chances.__getitem__)
        others = [number for number in same if number != likeliest]
        lowered[others] *= 1 - once * chances[likeliest]
    return lowered
