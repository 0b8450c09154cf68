"""Places of cells as workbooks name them, such as AB12."""

import re
from functools import reduce

PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
FIRST = ord("A")


def number(letters: str) -> int:
    """Give the number of a column, from 1."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - FIRST + 1, letters, 0)


def letters(number: int) -> str:
    """Give the letters of a column."""
    named = ""
    while number:
        number, last = divmod(number - 1, 26)
        named = chr(FIRST + last) + named
    return named
