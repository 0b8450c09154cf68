"""Characters and words, counted in many texts at once: to look at each of them by itself
takes ten times as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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
GROWING, GROWN = "İ", "i\u0307"  # of all capitals it alone becomes two characters
# up to so many letters of a word become the digits of a number, each of so many bits
LETTERS, DIGIT = 7, 9
LATIN_BEFORE, OTHER = 0x2200, (1 << DIGIT) - 1
MASKS = np.array([*((1 << DIGIT * count) - 1 for count in range(LETTERS + 1)), 0], np.uint64)

Counts = NDArray[np.signedinteger]
Spelled = NDArray[np.uint64]


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

    def words(self, wanted: Spelled) -> tuple[Counts, Counts]:
        """Give of each text how many words it has, and how many that are `wanted` in small
        letters.
        """
        if GROWING in self._text:
            return Characters(self._text.replace(GROWING, GROWN).split("\n")[:-1]).words(wanted)
        within = self._are(OF_WORDS)
        before = np.searchsorted(np.flatnonzero(within[:-1] & ~within[1:]), self._ends)
        found = np.concatenate([_among(wanted, one) for one in _words(self._text, within)])
        found_before = np.concatenate(([0], np.cumsum(found)))[before]
        return np.diff(before, prepend=0), np.diff(found_before, prepend=0)

    def _are(self, pattern: str) -> NDArray[np.bool_]:
        return np.asarray(self._kinds & BITS[pattern], bool)


def spelled(words: Iterable[str]) -> Spelled:
    """Give short words of Latin letters as numbers, in ascending order."""
    codes = _codes("\n".join(words))
    return np.sort(_numbers(codes, codes != ord("\n")))


def _words(text: str, within: NDArray[np.bool_]) -> Iterator[Spelled]:
    begun = 0
    for portion in _portions(text):
        ended = begun + len(portion)
        yield _numbers(_codes(portion), within[begun:ended])
        begun = ended


def _numbers(codes: NDArray[np.uint32], within: NDArray[np.bool_]) -> Spelled:
    """Give the letters of each word as the digits of one number, which is far quicker than to cut
    the words out; 0 for a long one.
    """
    edges = np.flatnonzero(np.diff(within, prepend=False, append=False))
    begun, ended = edges[::2], edges[1::2]
    digits = _digits().take(codes, mode="clip")
    for step in (1, 2, 4):  # with as many before it
        digits[step:] |= digits[:-step] << np.uint64(step * DIGIT)
    return np.asarray(digits[ended - 1] & MASKS[np.minimum(ended - begun, LETTERS + 1)])


@cache
def _digits() -> NDArray[np.uint64]:
    """Give of each character its small form as a digit, one and the same for what has none."""
    forms = [ord(chr(code).lower()[0]) for code in range(LATIN_BEFORE)]
    return np.minimum([*forms, OTHER], OTHER).astype(np.uint64)


def _among(wanted: Spelled, numbers: Spelled) -> NDArray[np.bool_]:
    places = np.searchsorted(wanted, numbers)
    return np.asarray(wanted.take(places, mode="clip") == numbers)


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
