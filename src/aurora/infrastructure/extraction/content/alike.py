"""Elements beside each other that look alike hold alike: cards, offers, people of a team, posts.

People want all cards or none. Of posts they want the text and who wrote it, and no signatures:
there it is what stands in the same place of each that goes together.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.ground import ALIKE
from aurora.infrastructure.extraction.content.units import evened, units
from aurora.infrastructure.extraction.content.visible import Shape, Visible

HOLDING = frozenset({"div", "section", "article", "li", "tr"})
HEARD = 0.5  # of what alike ones have in common; as much as each by itself
NONE = 0

Chances = NDArray[np.float32]


def levelled(
    chances: Chances, words: Chances, visible: Visible, *, thread: float, article: float
) -> Chances:
    """Draw the chance of each block towards the mean of all in such elements and, as far as the
    page is a `thread`, of what is in the same place of each; not as far as it is an `article`: what
    looks alike in these is mostly what leads to others.
    """
    if not any(groups := _groups(visible.shape)):
        return chances
    places = _places(visible.shape, groups)
    for parts, share in ((groups, 1 - thread), (places, thread)):
        within = [parts[block.element] for block in visible.blocks]
        mean = evened(chances, words, units(within, words))
        chances = chances + np.float32(HEARD * (1 - article) * share) * (mean - chances)
    return chances


def _groups(shape: Shape) -> list[int]:
    """Give of each element the first of the outermost that look alike, if it is or stands in one of
    these; 0 if not.
    """
    looks = shape.looks
    many = (np.bincount(looks) >= ALIKE)[looks].tolist()
    groups = [NONE]
    for element, look in enumerate(looks[1:], 1):
        alike = many[element] and shape.tags[element] in HOLDING and shape.classes[element]
        groups.append(groups[shape.parents[element]] or (look if alike else NONE))
    return groups


def _places(shape: Shape, groups: Sequence[int]) -> list[int]:
    """Give of each element in such a group one number for all in the same place, 0 for others."""
    numbers: dict[tuple[int, int, str, str | None], int] = {}
    places = [NONE]
    for element, group in enumerate(groups[1:], 1):
        place = (group, places[shape.parents[element]], shape.tags[element], shape.classes[element])
        places.append(numbers.setdefault(place, len(numbers) + 1) if group else NONE)
    return places
