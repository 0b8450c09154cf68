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
    own = np.array([not block.marks & FOREIGN for block in visible.blocks]) & ~signing
    held = visible.held(words * chances * (own & (chances >= PERHAPS) & (words > 1)))
    signed = visible.held(signing)
    groups = _groups(visible.shape, held, signed)
    most = max((group.mass.sum() for group in groups), default=0.0)
    if not groups or most < MOST_OF_PAGE * held[0]:
        return []
    large = [group for group in groups if group.mass.sum() >= NEARLY * most]
    many = MANY * max(len(group.mass) for group in large)
    outermost = min(group.elements for group in large if len(group.mass) >= many)
    return _all_of(outermost, visible.shape, visible.held(words), signed)


def _groups(shape: Shape, held: Floats, signed: Floats) -> list[Group]:
    """Give the elements with a line and a text that look alike, but for groups that are mostly one
    of them.
    """
    alike, depths = defaultdict[Look, list[int]](list), shape.depths()
    for element in np.flatnonzero((signed > 0) & (held > LEAST_MASS))[1:].tolist():
        alike[_look(shape, depths, element)].append(element)
    groups = [_own(some, shape, held, signed) for some in alike.values() if len(some) > 1]
    return [
        group
        for group in groups
        if len(group.mass) >= LEAST_POSTS and group.mass.max() < ONE * group.mass.sum()
    ]


def _own(elements: list[int], shape: Shape, held: Floats, signed: Floats) -> Group:
    """Measure what each element holds besides those in it, as posts do that answers stand in."""
    mass, lines = held[elements], signed[elements]
    around: list[int] = []
    for number, element in enumerate(elements):
        while around and element >= shape.ends[elements[around[-1]]]:
            around.pop()
        if around:
            mass[around[-1]] -= held[element]
            lines[around[-1]] -= signed[element]
        around.append(number)
    return Group(elements, mass[(mass > LEAST_MASS) & (lines > 0)])


def _all_of(elements: list[int], shape: Shape, words: Floats, signed: Floats) -> list[int]:
    """Give all with words that look so: what is signed, and of what has a class also what stands
    in or beside such; and what is signed beside two of them though it looks otherwise.
    """
    depths = shape.depths()
    look, found = _look(shape, depths, elements[0]), list[int]()
    around, inside = Counter(shape.parents[element] for element in elements), 0
    for element in np.flatnonzero(words)[1:].tolist():
        if shape.tags[element] != look.tag:
            continue
        beside, alike = around[shape.parents[element]], _look(shape, depths, element) == look
        near = look.named and (beside or element < inside)
        if (alike and (signed[element] or near)) or (signed[element] and beside > 1):
            found.append(element)
            inside = max(inside, int(shape.ends[element]))
    return found


def _look(shape: Shape, depths: list[int], element: int) -> Look:
    named = _first((shape.classes[element] or "")[:LONGEST])
    depth = 0 if named else depths[element]
    return Look(shape.tags[element], named, shape.tags[shape.parents[element]], depth)


@lru_cache(REMEMBERED)
def _first(classes: str) -> str:
    """Give the first word of a class, without the numbers that tell one element from the next."""
    words = classes.split(None, 1)
    return DIGITS.sub("", words[0]) if words else ""
