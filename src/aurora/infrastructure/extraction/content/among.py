"""What is perhaps content and stands among what is: headings of text that is kept, and what is left
in the middle of it. To lose it is worse for who reads than to keep some of it in vain; but in
articles, where it is mostly what leads to others. And what is none without its text: headings that
the content ends with.
"""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content import units
from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.visible import Visible

MOSTLY, SOME = 0.7, 0.3

Chances = NDArray[np.float32]
Kept = NDArray[np.bool_]


def titled(kept: Kept, chances: Chances, words: Chances, visible: Visible) -> Kept:
    """Keep also headings right above what is kept, with most of what follows up to the next."""
    starts = np.flatnonzero(visible.marks & HEADING)
    ends = np.append(starts, len(kept))[1:]
    whole, perhaps = kept.copy(), ~kept & (chances >= units.PERHAPS)
    for start, end in zip(starts[::-1].tolist(), ends[::-1].tolist(), strict=True):
        if perhaps[start] and whole[start + 1 : start + 2].any():
            below = slice(start + 1, end)
            whole[start] = words[below] @ kept[below] >= MOSTLY * words[below].sum()
    return whole


def enclosed(kept: Kept, chances: Chances, words: Chances, visible: Visible) -> Kept:
    """Keep also what stands between kept blocks of an element in which most is kept."""
    whole, perhaps = kept.copy(), ~kept & (chances >= units.PERHAPS)
    if not perhaps.any():
        return whole
    around = np.array(visible.shape.parents)[visible.elements]
    for element in np.unique(around[perhaps]):
        beside = np.flatnonzero(around == element)
        inside = np.flatnonzero(kept[beside])
        if len(inside) and words[beside] @ kept[beside] >= MOSTLY * words[beside].sum():
            between = beside[inside[0] : inside[-1]]
            whole[between] |= perhaps[between]
    return whole


def concluded(kept: Kept, words: Chances, visible: Visible) -> Kept:
    """Leave out headings at the end of what is kept, if little, where the page goes on after."""
    inside = np.flatnonzero(kept)
    others = np.flatnonzero(kept & ((visible.marks & HEADING) == 0))
    last = inside[inside > others[-1]] if len(others) else inside[:0]
    whole = kept.copy()
    if words[last].sum() <= SOME * (words @ kept):
        whole[last[last < len(kept) - 1]] = False
    return whole
