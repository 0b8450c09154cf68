"""Elements beside each other that look alike hold alike: cards, offers, people of a team, posts.

People want all cards or none. Of posts they want the text and who wrote it, and no signatures:
there it is what stands in the same place of each that goes together.
"""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.ground import ALIKE
from aurora.infrastructure.extraction.content.places import NONE, groups_of, places_of
from aurora.infrastructure.extraction.content.units import evened, units
from aurora.infrastructure.extraction.content.visible import Visible

HEARD = 0.5  # of what alike ones have in common; as much as each by itself
MOST, LITTLE = 0.5, 0.25

Chances = NDArray[np.float32]
Kept = NDArray[np.bool_]


class Alike:
    """Which blocks of a page stand in elements that look alike, and in the same place of these."""

    def __init__(self, visible: Visible) -> None:
        groups = groups_of(visible.shape)
        self._any = any(groups)
        places = places_of(visible.shape, groups) if self._any else groups
        elements = [block.element for block in visible.blocks]
        self._groups = [groups[element] for element in elements]
        self._places = [places[element] for element in elements]

    def levelled(self, chances: Chances, words: Chances, thread: float, article: float) -> Chances:
        """Draw the chance of each block towards the mean of all in such elements and, as far as
        the page is a `thread`, of what is in the same place of each; not as far as it is an
        `article`: what looks alike in these is mostly what leads to others.
        """
        if self._any:
            for within, share in ((self._groups, 1 - thread), (self._places, thread)):
                mean = evened(chances, words, units(within, words))
                chances = chances + np.float32(HEARD * (1 - article) * share) * (mean - chances)
        return chances

    def settled(self, kept: Kept) -> Kept:
        """Keep what is in the same place of each wherever it is, where most is kept, and nowhere
        where little is.
        """
        if not self._any:
            return kept
        places = np.array(self._places)
        many = np.bincount(places)
        share = (np.bincount(places, kept) / np.maximum(many, 1))[places]
        told = (places > NONE) & (many[places] >= ALIKE)
        return np.where(told & (share >= MOST), True, kept & ~(told & (share <= LITTLE)))
