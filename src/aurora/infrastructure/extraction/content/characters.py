"""Characters and words, counted in many texts at once: to look at each of them by itself
takes ten times as long.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

STOPS = r"[.!?…。！？]"
COMMAS = r"[,;:，、；：]"
DIGITS = r"\d"
CAPITALS = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f]"
DENSE = r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
ENDS = r"[.!?…。！？:\"”]"
MONEY = r"[$€£¥₹]"
OF_WORDS = r"\w"
BITS = {
    pattern: 1 << number
    for number, pattern in enumerate(
        (STOPS, COMMAS, DIGITS, CAPITALS, DENSE, ENDS, MONEY, OF_WORDS)
    )
}
CODES, BEYOND = "utf-32-le", 0x40000  # Unicode has neither letters nor digits there
PORTION = 100_000

Counts = NDArray[np.signedinteger]


class Characters:
    """The characters of texts, each without a line break."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n".join((*texts, ""))
        self.lengths = np.array(list(map(len, texts)), np.int64)
        self._ends = np.cumsum(self.lengths + 1) - 1
        kinds = [_kinds().take(_codes(one), mode="clip") for one in _portions(self._text)]
        self._kinds = np.concatenate(kinds)

    def count(self, pattern: str) -> Counts:
        """Give of each text how many of its characters are of a kind."""
        return np.add.reduceat(self._are(pattern), self._ends - self.lengths, dtype=np.int32)

    def end(self, pattern: str) -> NDArray[np.bool_]:
        """Tell of each text whether its last character is of a kind."""
        return self._are(pattern)[self._ends - 1] & (self.lengths > 0)

    def words(self, wanted: Container[str]) -> tuple[Counts, Counts]:
        """Give of each text how many words it has, and how many that are `wanted`."""
        within = self._are(OF_WORDS)
        before = np.searchsorted(np.flatnonzero(within[:-1] & ~within[1:]), self._ends)
        found = [np.array(list(map(wanted.__contains__, w)), bool) for w in self._words(within)]
        found_before = np.concatenate(([0], np.cumsum(np.concatenate(found))))[before]
        return np.diff(before, prepend=0), np.diff(found_before, prepend=0)

    def _words(self, within: NDArray[np.bool_]) -> Iterator[list[str]]:
        begun = 0
        for portion in _portions(self._text):
            ended = begun + len(portion)
            spaced = np.where(within[begun:ended], _codes(portion), ord(" "))
            yield spaced.tobytes().decode(CODES, "surrogatepass").split()
            begun = ended

    def _are(self, pattern: str) -> NDArray[np.bool_]:
        return np.asarray(self._kinds & BITS[pattern], bool)


def _portions(text: str) -> Iterator[str]:
    """Cut a text between words, so that no more than a part of it takes four bytes a character."""
    begun = 0
    while (space := text.find(" ", begun + PORTION)) >= 0:
        yield text[begun:space]
        begun = space
    yield text[begun:]


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode(CODES, "surrogatepass"), "<u4")


@cache
def _kinds() -> NDArray[np.uint8]:
    """Give of each character the kinds that it is of, as bits."""
    every = np.arange(BEYOND, dtype="<u4").tobytes().decode(CODES, "surrogatepass")
    kinds = np.zeros(BEYOND, np.uint8)
    for pattern, bit in BITS.items():
        for found in re.finditer(f"{pattern}+", every):
            kinds[slice(*found.span())] |= bit
    return kinds
