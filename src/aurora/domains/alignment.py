"""Which parts of two sequences say the same."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

WINDOW = 64

Pair = tuple[int, int]


def aligned(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Iterator[Pair]:
    """Give the places in both that are the same, in their order. What differs is compared window by
    window: to compare all of long sequences with all takes hours.
    """
    mine = yours = 0
    while mine < len(ours) and yours < len(theirs):
        if ours[mine] == theirs[yours]:
            yield mine, yours
            mine, yours = mine + 1, yours + 1
            continue
        pairs = [*_pairs(ours[mine : mine + WINDOW], theirs[yours : yours + WINDOW])]
        yield from ((mine + one, yours + other) for one, other in pairs)
        one, other = _past(pairs)
        mine, yours = mine + one, yours + other


def _pairs(here: Sequence[Hashable], there: Sequence[Hashable]) -> Iterator[Pair]:
    for one, other, size in SequenceMatcher(None, here, there, False).get_matching_blocks():
        yield from ((one + step, other + step) for step in range(size))


def _past(pairs: Sequence[Pair]) -> Pair:
    """Tell where to go on: behind the last pair, or behind the window where that would be slow."""
    one, other = pairs[-1] if pairs else (0, 0)
    return (one + 1, other + 1) if max(one, other) >= WINDOW // 2 else (WINDOW, WINDOW)
