"""Where the posts of a thread are: in elements that look alike, each with a line that tells who
wrote it or when, and with a text.
"""

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.signs import DIGITS
from aurora.infrastructure.extraction.content.visible import Floats, Shape, Visible

FOREIGN = BITS["consent"] | BITS["modal"] | BITS["<dialog>"]
REMEMBERED, LONGEST = 4_096, 200
PERHAPS, LEAST_MASS, LEAST_POSTS = 0.1, 0.2, 2
MOST_OF_PAGE, NEARLY, MANY, ONE = 0.5, 0.7, 0.6, 0.95

Chances = NDArray[np.float32]


class Look(NamedTuple):
    """How an element looks: its tag, the first word of its class, and the tag around it; where it
    has no class, also how many elements there are around it.
    """

    tag: str
    named: str
    around: str
    depth: int


class Group(NamedTuple):
    """Elements that look alike, and what those of them that may be posts hold of likely text."""

    elements: list[int]
    mass: Floats


def posts(
    visible: Visible, words: Chances, chances: Chances, signing: NDArray[np.bool_]
) -> list[int]:
    """Give the elements that are posts, by the lines that may be `signing` them; none where no such
    elements hold most of what is likely to be content.
    """
    own = (visible.marks & FOREIGN == 0) & ~signing
    held = visible.held(words * chances * (own & (chances >= PERHAPS) & (words > 1)))
    signed = visible.held(signing)
    looks = _Looks(visible.shape)
    groups = _groups(looks, held, signed)
    most = max((group.mass.sum() for group in groups), default=0.0)
    if not groups or most < MOST_OF_PAGE * held[0]:
        return []
    large = [group for group in groups if group.mass.sum() >= NEARLY * most]
    many = MANY * max(len(group.mass) for group in large)
    outermost = min(group.elements for group in large if len(group.mass) >= many)
    return _all_of(outermost, looks, visible.held(words), signed)


class _Looks:
    """How the elements of a page look."""

    def __init__(self, shape: Shape) -> None:
        self.shape, self.ends = shape, shape.ends.tolist()
        self._depths = shape.depths()

    def of(self, element: int) -> Look:
        """Give the look of an element."""
        shape = self.shape
        named = _first((shape.classes[element] or "")[:LONGEST])
        around = shape.tags[shape.parents[element]]
        return Look(shape.tags[element], named, around, 0 if named else self._depths[element])


def _groups(looks: _Looks, held: Floats, signed: Floats) -> list[Group]:
    """Give the elements with a line and a text that look alike, but for groups that are mostly one
    of them.
    """
    alike: dict[Look, list[int]] = defaultdict(list)
    for element in np.flatnonzero((signed > 0) & (held > LEAST_MASS))[1:].tolist():
        alike[looks.of(element)].append(element)
    groups = [_own(some, looks.ends, held, signed) for some in alike.values() if len(some) > 1]
    return [
        group
        for group in groups
        if len(group.mass) >= LEAST_POSTS and group.mass.max() < ONE * group.mass.sum()
    ]


def _own(elements: list[int], ends: list[int], held: Floats, signed: Floats) -> Group:
    """Measure what each element holds besides those in it, as posts do that answers stand in."""
    mass, lines = held[elements], signed[elements]
    around: list[int] = []
    for number, element in enumerate(elements):
        while around and element >= ends[elements[around[-1]]]:
            around.pop()
        if around:
            mass[around[-1]] -= held[element]
            lines[around[-1]] -= signed[element]
        around.append(number)
    return Group(elements, mass[(mass > LEAST_MASS) & (lines > 0)])


def _all_of(elements: list[int], looks: _Looks, words: Floats, signed: Floats) -> list[int]:
    """Give all with words that look so: what is signed, and of what has a class also what stands
    in or beside such; and what is signed beside two of them though it looks otherwise.
    """
    look, found, inside = looks.of(elements[0]), list[int](), 0
    parents, tags = looks.shape.parents, looks.shape.tags
    around = Counter(parents[element] for element in elements)
    has_words, has_lines = (words > 0).tolist(), (signed > 0).tolist()
    for element in range(1, len(tags)):
        if tags[element] != look.tag or not has_words[element]:
            continue
        beside, line = around[parents[element]], has_lines[element]
        near = line or (look.named and (beside or element < inside))
        if (line and beside > 1) or (near and looks.of(element) == look):
            found.append(element)
            inside = max(inside, looks.ends[element])
    return found


@lru_cache(REMEMBERED)
def _first(classes: str) -> str:
    """Give the first word of a class, without the numbers that tell one element from the next."""
    words = classes.split(None, 1)
    return DIGITS.sub("", words[0]) if words else ""
