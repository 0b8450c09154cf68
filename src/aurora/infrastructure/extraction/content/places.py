"""Elements beside each other that look alike, and what stands in the same place of each."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from aurora.infrastructure.extraction.content.ground import ALIKE
from aurora.infrastructure.extraction.content.visible import Shape

HOLDING = frozenset({"div", "section", "article", "li", "tr"})
NONE = 0


def groups_of(shape: Shape) -> list[int]:
    """Give of each element the first of the outermost that look alike, if it is or stands in one of
    these; 0 if not.
    """
    looks = shape.looks
    many = (np.bincount(looks) >= ALIKE)[looks].tolist()
    groups = [NONE]
    described = zip(looks, many, shape.parents, shape.tags, shape.classes, strict=True)
    for look, some, parent, tag, names in islice(described, 1, None):
        alike = some and tag in HOLDING and names
        groups.append(groups[parent] or (look if alike else NONE))
    return groups


def places_of(shape: Shape, groups: Sequence[int]) -> list[int]:
    """Give of each element in such a group one number for all in the same place, 0 for others."""
    numbers: dict[tuple[int, int, str, str | None], int] = {}
    places = [NONE]
    described = zip(groups, shape.parents, shape.tags, shape.classes, strict=True)
    for group, parent, tag, names in islice(described, 1, None):
        place = (group, places[parent], tag, names)
        places.append(numbers.setdefault(place, len(numbers) + 1) if group else NONE)
    return places
