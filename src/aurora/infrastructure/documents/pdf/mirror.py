"""Scripts that run from right to left: a page of them is read in a mirror, where they do not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.rules import Rules
from aurora.infrastructure.documents.pdf.words import Word

LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LETTER = re.compile(r"[^\W\d_]")


def runs_left(words: Sequence[Word]) -> bool:
    """Tell whether most words of a page run from right to left."""
    lettered = sum(bool(LETTER.search(word.text)) for word in words)
    return 2 * sum(map(_is_leftward, words)) > lettered


def mirrored(words: Sequence[Word], width: float) -> list[Word]:
    """Give the words of a page as a mirror beside it shows their places."""
    return [replace(word, box=_mirrored(word.box, width), mirrored=True) for word in words]


def mirrored_rules(rules: Rules, width: float) -> Rules:
    """Give the lines of a page as a mirror beside it shows them."""
    across, down, dots = ([_mirrored(box, width) for box in boxes] for boxes in rules)
    return Rules(across, down, dots)


def as_read(words: Sequence[Word]) -> tuple[Word, ...]:
    """Give the words of a line in the order of reading: those of the other direction turned."""
    if not any(word.mirrored or _is_leftward(word) for word in words):
        return tuple(words)
    return tuple(_turned(words))


def _turned(words: Sequence[Word]) -> Iterator[Word]:
    for other, group in groupby(words, lambda word: _is_leftward(word) != word.mirrored):
        run = list(group)
        yield from reversed(run) if other else run


def _is_leftward(word: Word) -> bool:
    return not word.text.isascii() and LEFTWARD.search(word.text) is not None


def _mirrored(box: Box, width: float) -> Box:
    return Box(width - box.right, box.top, width - box.left, box.bottom)
