"""Characters and words, counted in many texts at once: to look at each of them by itself
takes ten times as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import count
from typing import NamedTuple

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
TURNED = "İıſ"  # what folding makes other letters of
# so many letters of a word, the last ones, become the digits of a number, each of so many bits
LETTERS, DIGIT = 7, 9
LATIN_BEFORE, OTHER = 0x2200, (1 << DIGIT) - 1
FULL = (1 << DIGIT * LETTERS) - 1
MASKS = np.array([*((1 << DIGIT * count) - 1 for count in range(LETTERS)), FULL, FULL], np.uint64)
LONG = np.array([0] * (LETTERS + 1) + [FULL + 1], np.uint64)  # a bit that tells that there are more

ROOM, NOBODY = 3, FULL + 1  # no word has letters without a number
FACTOR = 0x9E3779B97F4A7C15  # 2 ** 64 by the golden ratio

Counts = NDArray[np.signedinteger]
Spelled = NDArray[np.uint64]


class Vocabulary(NamedTuple):
    """Words as numbers, each alone in the place that its product with a factor gives it
    (multiplicative hashing, Knuth 1973): so others are told from them at one look.
    """

    places: Spelled
    factor: np.uint64
    shift: np.uint64

    def among(self, numbers: Spelled) -> NDArray[np.bool_]:
        """Tell which numbers are of these words."""
        return np.asarray(self.places.take(_placed(numbers, self.factor, self.shift)) == numbers)


class Characters:
    """The characters of texts, each without a line break."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n".join((*texts, ""))
        self.lengths = np.array(list(map(len, texts)), np.int64)
        self._ends = np.cumsum(self.lengths + 1) - 1
        kinds = [_kinds().take(_codes(one), mode="clip") for one in _portions(self._text)]
        self._kinds = np.concatenate(kinds)

    @property
    def turned(self) -> bool:
        """Whether any letter is folded into another one, so that a word may be another one too."""
        return any(letter in self._text for letter in TURNED)

    def count(self, pattern: str) -> Counts:
        """Give of each text how many of its characters are of a kind."""
        return np.add.reduceat(self._are(pattern), self._ends - self.lengths, dtype=np.int32)

    def end(self, pattern: str) -> NDArray[np.bool_]:
        """Tell of each text whether its last character is of a kind."""
        return self._are(pattern)[self._ends - 1] & (self.lengths > 0)

    def holding(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """Tell of each text whether any of what is `wanted` stands in it."""
        places = [place for one in wanted for place in _places(self._text, one)]
        holding = np.zeros(len(self.lengths), bool)
        holding[np.searchsorted(self._ends, places)] = True
        return holding

    def words(self) -> Counts:
        """Give of each text how many words it has."""
        return _each(self.spelled[1])

    def words_of(self, wanted: Vocabulary) -> Counts:
        """Give of each text how many of its words are `wanted`, in small letters."""
        words, before = self.spelled
        found = np.zeros(len(words) + 1, np.int64)
        wanted.among(words).cumsum(out=found[1:])
        return _each(found[before])

    @cached_property
    def spelled(self) -> tuple[Spelled, Counts]:
        """All words as numbers, and how many there are up to the end of each text."""
        if GROWING in self._text:
            return Characters(self._text.replace(GROWING, GROWN).split("\n")[:-1]).spelled
        within = self._are(OF_WORDS)
        before = np.searchsorted(np.flatnonzero(within[:-1] & ~within[1:]), self._ends)
        return np.concatenate(list(_words(self._text, within))), before

    def _are(self, pattern: str) -> NDArray[np.bool_]:
        return np.asarray(self._kinds & BITS[pattern], bool)


def vocabulary(words: Iterable[str]) -> Vocabulary:
    """Give words of Latin letters as numbers in places of their own, of which there are so many
    that one factor in five or so finds them. Of long words any that end alike are among them.
    """
    numbers = np.unique(_spelled(words))
    bits = max((len(numbers) ** 2 // ROOM).bit_length(), 1)
    shift = np.uint64(64 - bits)
    for odd in count(1, 2):
        factor = np.uint64(FACTOR * odd % (1 << 64))
        taken = _placed(numbers, factor, shift)
        if len(np.unique(taken)) == len(numbers):
            break
    places = np.full(1 << bits, NOBODY, np.uint64)
    places[taken] = numbers
    return Vocabulary(places, factor, shift)


def _placed(numbers: Spelled, factor: np.uint64, shift: np.uint64) -> NDArray[np.intp]:
    return ((numbers * factor) >> shift).astype(np.intp)


def _spelled(words: Iterable[str]) -> Spelled:
    codes = _codes("\n".join(words))
    return _numbers(codes, codes != ord("\n"))


def folded(text: str) -> str:
    """Give a text in small letters, one for each of its letters: what does not look for capitals
    finds in it what else would be found whatever the case, and far faster.
    """
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def _each(totals: Counts) -> Counts:
    """Give what each text has, by what all up to its end have."""
    own = totals.copy()
    own[1:] -= totals[:-1]
    return own


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + len(wanted))


def _words(text: str, within: NDArray[np.bool_]) -> Iterator[Spelled]:
    begun = 0
    for portion in _portions(text):
        ended = begun + len(portion)
        yield _numbers(_codes(portion), within[begun:ended])
        begun = ended


def _numbers(codes: NDArray[np.uint32], within: NDArray[np.bool_]) -> Spelled:
    """Give the letters of each word as the digits of one number, which is far quicker than to cut
    the words out; of a long one the last, and that it is one.
    """
    padded = np.zeros(len(within) + 2, bool)
    padded[1:-1] = within
    edges = (padded[1:] != padded[:-1]).nonzero()[0]
    begun, ended = edges[::2], edges[1::2]
    digits = _digits().take(codes, mode="clip")
    for step in (1, 2, 4):  # with as many before it
        digits[step:] |= digits[:-step] << np.uint64(step * DIGIT)
    kept = np.minimum(ended - begun, LETTERS + 1)
    return np.asarray(digits[ended - 1] & MASKS[kept] | LONG[kept])


@cache
def _digits() -> NDArray[np.uint64]:
    """Give of each character its small form as a digit, one and the same for what has none."""
    forms = [ord(chr(code).lower()[0]) for code in range(LATIN_BEFORE)]
    return np.minimum([*forms, OTHER], OTHER).astype(np.uint64)


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
