"""Places in the posts of a thread: what stands in elements alike, one in the other alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

OUTSIDE, POST = 0, 1


@dataclass
class Places:
    """Places in posts: of each the one around it, its tag and its class; the first is outside of
    all posts, the second a post itself.
    """

    around: list[int] = field(default_factory=lambda: [OUTSIDE, OUTSIDE])
    tags: list[str] = field(default_factory=lambda: ["", ""])
    names: list[str] = field(default_factory=lambda: ["", ""])

    def add(self, around: int, tag: str, named: str) -> int:
        """Add a place and give its number."""
        self.around.append(around)
        self.tags.append(tag)
        self.names.append(named)
        return len(self.around) - 1

    def within(self, chosen: Iterable[int]) -> NDArray[np.bool_]:
        """Tell which places are one of the chosen ones or stand in one."""
        inside = np.zeros(len(self.around), np.bool_)
        inside[list(chosen)] = True
        for place in range(POST, len(inside)):
            inside[place] |= inside[self.around[place]]
        return inside
