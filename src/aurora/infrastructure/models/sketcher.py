"""Sketches of texts: MinHash over their shingles of three words, by rensa."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from rensa import RMinHash

from aurora.domains.knowledge.likeness import SLOTS

WORDS, FEWEST = 3, 40
SEED = 1
WORD, GAP = re.compile(r"\w+"), re.compile(r"[^\w\u0300-\u036f]")
PIECE = 200_000


class ShingleSketcher:
    """Compares words in their order, without case and marks, however their accents are written; the
    kind of a sketch is the version of the algorithm.
    """

    def sketch(self, text: str) -> bytes:
        """Give the sketch; nothing of a text with fewer than forty shingles."""
        hashes, found = RMinHash(SLOTS, SEED), 0
        for shingles in _shingles(text):
            hashes.update(shingles)
            found += len(shingles)
        if found < FEWEST:
            return b""
        return bytes((RMinHash.ALGORITHM_VERSION, *(value & 0xFF for value in hashes.digest())))


def _shingles(text: str) -> Iterator[list[str]]:
    """Give the shingles of one piece of the text after the other: all of them together weigh far
    more than the text does.
    """
    words: list[str] = []
    for piece in _pieces(text):
        words += WORD.findall(normalize("NFC", piece.casefold()))
        yield list(map(" ".join, zip(*(words[start:] for start in range(WORDS)), strict=False)))
        words = words[1 - WORDS :]


def _pieces(text: str) -> Iterator[str]:
    """Cut a text between words."""
    start = 0
    while start < len(text):
        gap = GAP.search(text, start + PIECE)
        end = gap.end() if gap else len(text)
        yield text[start:end]
        start = end
