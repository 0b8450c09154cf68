"""Lines that say who wrote something, or when."""

import re

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.visible import Visible

TIME = BITS["<time>"]
SIGNING = BITS["byline"] | BITS["user"] | TIME
DATED = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}[:h]\d\d|(?:há|hace|vor|il y a) \d+"
    r"|\d+(?:[smhdwy]|min|mo|yr)|(?:ago|fa|geleden|temu|yesterday|today))\b",
    re.IGNORECASE,
)
TIMED = re.compile(r"(?:19|20)\d\d.{0,9}\d:\d\d|\d:\d\d.{0,30}(?:19|20)\d\d")
DIGITS = re.compile(r"\d+")
SHORT, LINE, AGO = 12, 24, "ago"


def signs(visible: Visible, words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which blocks are short lines that may say who wrote something, or when."""
    marks = np.array([block.marks for block in visible.blocks], np.int64)
    lines = (words <= SHORT) & (marks & SIGNING > 0) | (words <= LINE) & (marks & TIME > 0)
    for number in np.flatnonzero(~lines & (words <= LINE)).tolist():
        text = visible.blocks[number].text
        lines[number] = is_dated(text) if words[number] <= SHORT else TIMED.search(text) is not None
    return lines


def is_dated(text: str) -> bool:
    """Tell whether a text holds a date, a time or how long ago something was; few texts do, and of
    most it is quicker to see that they have no digits.
    """
    told = DIGITS.search(text) is not None or text.endswith(AGO)
    return told and DATED.search(text) is not None
