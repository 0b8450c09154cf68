"""Sketches of texts: MinHash over their shingles of three words, by rensa."""

import re
from collections.abc import Iterator

from rensa import RMinHash

from aurora.domains.knowledge.likeness import SLOTS

WORDS, FEWEST = 3, 40
SEED = 1
WORD = re.compile(r"\w+")


class ShingleSketcher:
    """Compares words in their order, without case and marks; the kind of a sketch is the version of
    the algorithm.
    """

    def sketch(self, text: str) -> bytes:
        """Give the sketch; nothing of a text with fewer than forty shingles."""
        words = WORD.findall(text.casefold())
        if len(words) < FEWEST + WORDS - 1:
            return b""
        hashes = RMinHash(SLOTS, SEED)
        hashes.update(list(_shingles(words)))
        return bytes((RMinHash.ALGORITHM_VERSION, *(value & 0xFF for value in hashes.digest())))


def _shingles(words: list[str]) -> Iterator[str]:
    return map(" ".join, zip(*(words[start:] for start in range(WORDS)), strict=False))
