"""Texts that a page says more than once: for small screens and for large ones, in quotes of what
stands above, in teasers of what stands below.

Each copy looks like content, and people mark one. In manuals and on pages of services, where steps
and notes come again, they mark as many as there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from aurora.infrastructure.extraction.content.marks import UNSEEN
from aurora.infrastructure.extraction.content.visible import NONE, Shape, Visible

LEAST_WORDS = 6
REPEATING = ("documentation", "service")
SAID_ONCE = np.array([name not in REPEATING for name in PAGE_TYPES], np.float32)
# what carousels call the copies before their first slide and after the last
CLONES = frozenset(
    """
    bx-clone cloned glide__slide--clone slick-cloned splide__slide--clone swiper-slide-duplicate
    tns-slide-cloned
    """.split()  # noqa: SIM905  a list of words reads best as text
)
CLONE = "clone"  # of FlexSlider, that is not seen; elsewhere something to be copied
DUPLICATE = "duplicate"  # one of both is in each of these names

Chances = NDArray[np.float32]
Slide = tuple[int, str]  # the carousel of a block, and its text


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


def uncloned(kept: NDArray[np.bool_], visible: Visible) -> NDArray[np.bool_]:
    """Keep of what a carousel copies the original, which stands in it too, in place of a copy."""
    clones = _clones(visible.shape)
    if not clones:
        return kept
    cloned = visible.innermost(clones) > NONE
    carousels = visible.innermost({visible.shape.parents[clone] for clone in clones}).tolist()
    slides = list(zip(carousels, (block.text for block in visible.blocks), strict=True))
    originals = _among(slides, ~cloned)
    return (kept & ~(cloned & originals)) | (_among(slides, kept & cloned) & ~cloned)


def _among(slides: Sequence[Slide], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which slides say what one of the chosen ones does."""
    some = set(compress(slides, chosen.tolist()))
    return np.array([slide in some for slide in slides], np.bool_)


def _clones(shape: Shape) -> set[int]:
    named = zip(shape.classes, shape.marks, strict=True)
    return {
        number
        for number, (names, own) in enumerate(named)
        if names and (CLONE in names or DUPLICATE in names) and _is_clone(names, own)
    }


def _is_clone(names: str, marks: int) -> bool:
    words = names.split()
    return not CLONES.isdisjoint(words) or bool(marks & UNSEEN and CLONE in words)
