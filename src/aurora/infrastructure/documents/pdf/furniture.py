"""What stands on every page and belongs to none: running titles and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from aurora.infrastructure.documents.pdf.lines import rows
from aurora.infrastructure.documents.pdf.words import Word

MARGIN = 0.12  # of the height of the page, above and below
AT_EDGE = 3  # lines
FEWEST, OFTEN = 2, 3  # pages: of two, and of more
STEADY = 0.3  # of the pages count on from the same number
DIGITS = re.compile(r"\d+")
COUNTED = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
NUMBER = re.compile(
    r"[-–—·|\s]*(?:(?:page|p\.|pag\.|pág\.|página|pagina|seite|folha)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|de|von|sur)\s*\d{1,4})?[-–—·|\s]*",
    re.IGNORECASE,
)
Page = tuple[Sequence[Word], float]  # its words and its height
Edge = tuple[Sequence[Word], bool]  # a line at an edge, and whether that is the upper one


def without_furniture(pages: Sequence[Page]) -> list[list[Word]]:
    """Give the words of each page without what is repeated at its edges."""
    edges = [_edges(*page) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line, top) for line, top in lines})
    common = FEWEST if len(pages) <= FEWEST else OFTEN
    first = _first_number(edges)
    kept: list[list[Word]] = []
    for at, (lines, (words, _)) in enumerate(zip(edges, pages, strict=True)):
        left_out = {
            id(word)
            for line, top in lines
            if seen[_key(line, top)] >= common
            or (len(pages) > 1 and NUMBER.fullmatch(_text(line)))
            or (first is not None and first + at in _numbers(line))
            for word in line
        }
        kept.append([word for word in words if id(word) not in left_out])
    return kept


def _first_number(edges: Sequence[Sequence[Edge]]) -> int | None:
    """Give the number of the first page, if the edges of pages count on from one."""
    firsts = Counter(
        number - at
        for at, lines in enumerate(edges)
        for number in {number for line, _ in lines for number in _numbers(line)}
    )
    [(first, times)] = firsts.most_common(1) or [(0, 0)]
    return first if times >= max(OFTEN, STEADY * len(edges)) else None


def _numbers(line: Sequence[Word]) -> set[int]:
    return {int(one or other) for one, other in COUNTED.findall(_text(line))}


def _edges(words: Sequence[Word], height: float) -> list[Edge]:
    top = [word for word in words if word.box.bottom < MARGIN * height]
    bottom = [word for word in words if word.box.top > (1 - MARGIN) * height]
    above: list[Edge] = [(line, True) for line in rows(top)[:AT_EDGE]]
    return above + [(line, False) for line in rows(bottom)[-AT_EDGE:]]


def _key(line: Sequence[Word], top: bool) -> tuple[str, bool, int]:
    return DIGITS.sub("#", _text(line)), top, round(line[0].box.middle[1] / 6)


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)
