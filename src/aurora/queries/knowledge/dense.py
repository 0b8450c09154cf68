"""Scripts that put no spaces between words: what is written in them is matched by neighbours."""

import re
from collections.abc import Iterator

from aurora.domains.scripts import HANGUL, UNSPACED

DENSE = UNSPACED + HANGUL
# vowels, tones, voicing and later parts of a syllable: they stand with the letter before
SIGNS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e"
    r"\u1160-\u11ff\u17b6-\u17d3\u3099\u309a\uff9e\uff9f"
)
RUN = re.compile(f"[{DENSE}]+")
CHARACTER = re.compile(f".[{SIGNS}]*")


def neighbours(run: str, count: int) -> Iterator[tuple[int, int]]:
    """Give the ranges `[start, end)` of each `count` characters of a run that follow each other,
    and its own where it has fewer; signs count as part of their character.
    """
    bounds = [*(found.start() for found in CHARACTER.finditer(run)), len(run)]
    return zip(bounds, bounds[min(count, len(bounds) - 1) :], strict=False)


def spaced(text: str, *counts: int) -> str:
    """Put in place of each run its neighbours, so many at a time, with spaces between them."""
    return RUN.sub(lambda run: f" {' '.join(_taken_apart(run[0], counts))} ", text)


def _taken_apart(run: str, counts: tuple[int, ...]) -> Iterator[str]:
    for count in counts:
        for start, end in neighbours(run, count):
            yield run[start:end]
