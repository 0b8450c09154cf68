"""What stands below each post of somebody, whatever it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.broken import is_below_rule
from aurora.infrastructure.extraction.content.layouts import OUTSIDE, POST, Places
from aurora.infrastructure.extraction.content.signs import is_dated
from aurora.infrastructure.extraction.content.visible import NONE, Block

NAMED = re.compile(r"signature|(?<![a-z])sig(?![a-z])", re.IGNORECASE)
MOSTLY = 0.6

Numbers = NDArray[np.int64]


def signatures(
    blocks: Sequence[Block], places: Places, at: Numbers, posts: Numbers
) -> NDArray[np.bool_]:
    """Tell which blocks are signatures, by the place of each and the post that it is in: those in
    what is named so, but where most of these are dated, as a name and a day below a letter are; and
    those below a rule.
    """
    inside, roots = posts > NONE, _roots(places)[at]
    named = np.flatnonzero((roots > OUTSIDE) & inside).tolist()
    dated = _posts(roots, posts, (one for one in named if is_dated(blocks[one].text)))
    of_all = _posts(roots, posts, named)
    plain = [root for root, some in of_all.items() if len(dated[root]) < MOSTLY * len(some)]
    found = np.isin(roots, plain) & inside
    found[[one for one in np.flatnonzero(inside).tolist() if is_below_rule(blocks[one])]] = True
    return found


def _roots(places: Places) -> Numbers:
    """Give of each place the outermost that is named a signature, OUTSIDE for none."""
    roots = [OUTSIDE] * len(places.around)
    for place, around in enumerate(places.around):
        named = place > POST and NAMED.search(places.names[place])
        roots[place] = roots[around] or (place if named else OUTSIDE)
    return np.array(roots, np.int64)


def _posts(roots: Numbers, posts: Numbers, blocks: Iterable[int]) -> dict[int, set[int]]:
    """Give the posts that have one of these blocks in each of the roots."""
    found: dict[int, set[int]] = defaultdict(set)
    for number in blocks:
        found[int(roots[number])].add(int(posts[number]))
    return found
