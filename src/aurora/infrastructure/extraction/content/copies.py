"""Texts that a page says more than once: for small screens and for large ones, in quotes of what
stands above, in teasers of what stands below.

Each copy looks like content, and people mark one. In manuals and on pages of services, where steps
and notes come again, they mark as many as there are.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES

LEAST_WORDS = 6
REPEATING = ("documentation", "service")
SAID_ONCE = np.array([name not in REPEATING for name in PAGE_TYPES], np.float32)

Chances = NDArray[np.float32]


def copies(texts: Sequence[str], words: Chances) -> list[list[int]]:
    """Give the numbers of the texts that are the same, of six words or more."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in np.flatnonzero(words >= LEAST_WORDS).tolist():
        found[texts[number]].append(number)
    return [same for same in found.values() if len(same) > 1]


def said_once(
    chances: Chances, found: Sequence[Sequence[int]], parts: Sequence[int], kinds: Chances
) -> Chances:
    """Give all copies of a text but the likeliest the chance that they are content and it is not,
    as far as a page of such kinds says things once. What comes again in the same table, list or
    code (`parts` tells each text's, 0 for none) is no copy.
    """
    once = float(kinds @ SAID_ONCE)
    lowered = chances.copy()
    for same in found:
        likeliest = max(same, key=chances.__getitem__)
        own = parts[likeliest] or None
        others = [number for number in same if number != likeliest and parts[number] != own]
        lowered[others] *= 1 - once * chances[likeliest]
    return lowered
