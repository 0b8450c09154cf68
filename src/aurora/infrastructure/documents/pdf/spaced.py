"""Words that are spaced for their looks, which are no letters that stand by themselves."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

FEWEST = 6  # letters in a row
WIDEST = 0.6  # of their height is free between two
WORDS = 1.5  # of what is usually free between two parts words

Letter = tuple[int, int, float, float, float, float]  # index, character, left, bottom, right, top


def spaced(words: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """Give the words of a line, those that are single letters joined where these are spaced."""
    for single, group in groupby(words, lambda word: len(word) == 1):
        found = list(group)
        yield from _joined([word[0] for word in found]) if single else found


def _joined(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    gaps = [after[2] - before[4] for before, after in pairwise(letters)]
    if not _are_spaced(letters, gaps):
        yield from ([letter] for letter in letters)
        return
    ends = [at for at, gap in enumerate(gaps, 1) if gap > WORDS * median(gaps)]
    for start, end in pairwise([0, *ends, len(letters)]):
        yield list(letters[start:end])


def _are_spaced(letters: Sequence[Letter], gaps: Sequence[float]) -> bool:
    """Tell whether letters stand beside each other, near enough to be those of words."""
    if len(letters) < FEWEST or not all(chr(letter[1]).isalpha() for letter in letters):
        return False
    height = max(letter[5] - letter[3] for letter in letters)
    level = max(letter[3] for letter in letters) < min(letter[5] for letter in letters)
    return level and min(gaps) > 0 and median(gaps) <= WIDEST * height
