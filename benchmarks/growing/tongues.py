"""Texts in languages that do not exist: as long, with the same stops and numbers."""

import re
import string
from collections.abc import Callable
from random import Random
from zlib import crc32

VOWELS = "aeiou"
CONSONANTS = "".join(sorted(set(string.ascii_lowercase) - set(VOWELS)))
PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
STOPS = {".": "。", ",": "，", "!": "！", "?": "？", ":": "：", ";": "；"}
FIRST, SIGNS, SHORT = 0x4E00, 3_000, 3
DENSE = 0.25


def strange(random: Random) -> Callable[[str], str]:
    """Give what turns texts into one such language: mostly with spaces, else in dense signs."""
    return dense if random.random() < DENSE else spaced(random)


def spaced(random: Random) -> Callable[[str], str]:
    """Exchange letters, vowels by vowels."""
    table = {}
    for letters in (VOWELS, CONSONANTS):
        other = "".join(random.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), other + other.upper())
    return lambda text: text.translate(table)


def dense(text: str) -> str:
    """Write each word as one or two signs without spaces in between."""
    return "".join(map(_signs, PIECE.findall(text)))


def _signs(piece: str) -> str:
    if not piece[0].isalpha():
        return STOPS.get(piece, piece)
    number = crc32(piece.lower().encode())
    second = chr(FIRST + number // SIGNS % SIGNS) if len(piece) > SHORT else ""
    return chr(FIRST + number % SIGNS) + second
