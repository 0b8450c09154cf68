"""Lines that say who wrote something, or when."""

import re

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.ages import AGES
from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.visible import Visible

TIME = BITS["<time>"]
SIGNING = BITS["byline"] | BITS["user"] | TIME
# years, times, and how long ago
WHEN = r"(?:19|20)\d\d|\d{1,2}[:h]\d\d|(?:há|hace|vor|il y a) \d+|(?:ago|fa|geleden|temu)"
NUMBERED = re.compile(rf"\b(?:{WHEN}|\d+(?:[smhdwy]|min|mo|yr))\b", re.IGNORECASE)
WORDED = re.compile(
    rf"\W*(?:{AGES}|today|yesterday|hoje|ontem|hoy|ayer|aujourd['’]hui|heute|gestern|oggi|ieri"
    r"|vandaag|gisteren|dziś|dzisiaj|wczoraj)\W*",
    re.VERBOSE | re.IGNORECASE,
)
TIMED = re.compile(r"(?:19|20)\d\d.{0,9}\d:\d\d|\d:\d\d.{0,30}(?:19|20)\d\d")
DIGITS = re.compile(r"\d+")
SHORT, LINE, LONGEST = 12, 24, 40


def signs(visible: Visible, words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which blocks are short lines that may say who wrote something, or when."""
    marks = visible.marks
    lines = (words <= SHORT) & (marks & SIGNING > 0) | (words <= LINE) & (marks & TIME > 0)
    for number in np.flatnonzero(~lines & (words <= LINE)).tolist():
        text = visible.blocks[number].text
        lines[number] = is_dated(text) if words[number] <= SHORT else TIMED.search(text) is not None
    return lines


def is_dated(text: str) -> bool:
    """Tell whether a text holds a date, a time or how long ago something was in digits, or is such
    in words.
    """
    if DIGITS.search(text):
        return NUMBERED.search(text) is not None
    return len(text) <= LONGEST and WORDED.fullmatch(text) is not None
