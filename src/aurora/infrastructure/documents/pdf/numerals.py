"""Roman numerals as pages are numbered by them."""

import re
from itertools import pairwise

ROMAN = re.compile(r"(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(numeral: str) -> int:
    """Give what a numeral of small letters is worth."""
    worth = [WORTH[letter] for letter in numeral]
    return sum(one if one >= after else -one for one, after in pairwise([*worth, 0]))
