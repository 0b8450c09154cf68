"""Which blocks of a page are in its content as people have marked it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

ROUNDS = 3
MOSTLY = 0.5


def labels(blocks: Sequence[Sequence[str]], content: Sequence[str]) -> NDArray[np.float64]:
    """Give of each block the share of its words that the content has in the same order.

    Words count where most of a block is found. What is left on both sides is compared again, for
    contents that tell parts of a page in another order.
    """
    found = [np.zeros(len(block), bool) for block in blocks]
    missing = list(content)
    for _ in range(ROUNDS):
        places = [
            (number, at) for number, one in enumerate(found) for at in np.flatnonzero(~one).tolist()
        ]
        words = [blocks[number][at] for number, at in places]
        pairs = _aligned(words, missing)
        hits = _mostly([number for number, _ in places], set(pairs))
        if not hits:
            break
        for place in hits:
            number, at = places[place]
            found[number][at] = True
        taken = {pairs[place] for place in hits}
        missing = [word for number, word in enumerate(missing) if number not in taken]
    return np.array([one.mean() if len(one) else 0.0 for one in found])


def _aligned(words: Sequence[str], content: Sequence[str]) -> dict[int, int]:
    if not words or not content:
        return {}
    return {
        a: b
        for step in LCSseq.opcodes(words, content)
        if step.tag == "equal"
        for a, b in zip(
            range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
        )
    }


def _mostly(blocks: Sequence[int], hits: set[int]) -> list[int]:
    """Leave out hits in blocks that few of their words are hit of."""
    sizes = np.bincount(blocks) if blocks else np.zeros(0)
    counts = np.bincount([blocks[hit] for hit in hits], minlength=len(sizes))
    return [hit for hit in hits if counts[blocks[hit]] >= MOSTLY * sizes[blocks[hit]]]
