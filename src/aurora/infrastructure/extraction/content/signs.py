"""Lines that say who wrote something, or when."""

import re

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.visible import Block, Visible

TIME = BITS["<time>"]
SIGNING = BITS["byline"] | BITS["user"] | TIME
DATED = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}[:h]\d\d|(?:há|hace|vor|il y a) \d+"
    r"|\d+(?:[smhdwy]|min|mo|yr)|(?:ago|fa|geleden|temu|yesterday|today))\b",
    re.IGNORECASE,
)
TIMED = re.compile(r"(?:19|20)\d\d.{0,9}\d:\d\d|\d:\d\d.{0,30}(?:19|20)\d\d")
DIGITS = re.compile(r"\d+")
SHORT, LINE = 12, 24


def signs(visible: Visible, words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which blocks are short lines that may say who wrote something, or when."""
    sized = zip(visible.blocks, words.tolist(), strict=True)
    return np.array([_signs(block, size) for block, size in sized], np.bool_)


def _signs(block: Block, words: float) -> bool:
    if words <= SHORT:
        return bool(block.marks & SIGNING) or DATED.search(block.text) is not None
    timed = bool(block.marks & TIME) or TIMED.search(block.text) is not None
    return words <= LINE and timed
