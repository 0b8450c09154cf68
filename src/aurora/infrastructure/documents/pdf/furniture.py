"""What stands on every page and belongs to none: running titles and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from aurora.infrastructure.documents.pdf.counts import (
    APART,
    AROUND,
    HERE,
    LABEL,
    LABELLED,
    Count,
    counts_of,
)
from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.headings import LARGER, LETTER
from aurora.infrastructure.documents.pdf.lines import common_size, rows
from aurora.infrastructure.documents.pdf.numerals import ROMAN
from aurora.infrastructure.documents.pdf.words import Word

MARGIN, WIDE_MARGIN = 0.13, 0.21  # of the height, above and below; and for a number alone
JUST = 0.1  # of a point: as near as this it is the same place
COUNTED = re.compile(r"[-–—·|]?(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})[-–—·|]?")
AT_EDGE = 3  # lines
FEWEST, OFTEN = 2, 3  # pages: of two, and of more
STEADY = 0.3  # of the pages count on from the same number
Mark = tuple[str, int | None, bool, int]  # the same, or all that a line says, and where it stands


class Page(NamedTuple):
    """The words of a page, its height and the tables that are drawn on it."""

    words: Sequence[Word]
    height: float
    tables: Sequence[Box] = ()


class Edge(NamedTuple):
    """A line at an edge, the upper one or the lower; `counts` are the numbers by which it may count
    with the pages, and a large one is as large as a heading.
    """

    words: Sequence[Word]
    above: bool
    text: str
    counts: Sequence[Count]
    large: bool

    @property
    def marks(self) -> set[Mark]:
        """By what the line is known again at the same place of other pages."""
        place = self.above, round(self.words[0].box.middle[1] / 6)
        return {(self.text, None, *place), *((*count, *place) for count in self.counts)}

    def is_new(self, titles: Set[str]) -> bool:
        """Tell whether it may be a title that is none of those."""
        return self.large and self.text not in titles

    @property
    def numbered(self) -> set[tuple[str, int]]:
        """The counts of numbers that it begins or ends with, without what stands around these."""
        bare = [(rest.strip(AROUND), first) for rest, first in self.counts if first is not None]
        return {
            (rest.strip(AROUND + HERE), first)
            for rest, first in bare
            if rest.startswith(HERE) or rest.endswith(HERE)
        }


class Furniture:
    """What the edges of the pages of one document have in common."""

    def __init__(self, edges: Sequence[Sequence[Edge]]) -> None:
        self._pages = len(edges)
        self._common = FEWEST if len(edges) <= FEWEST else OFTEN
        self._marks = Counter(
            mark for lines in edges for mark in {mark for line in lines for mark in line.marks}
        )
        self._numbered = Counter(
            count for lines in edges for count in {one for line in lines for one in line.numbered}
        )
        self._first = self._first_number(edges)

    def holds(self, line: Edge) -> bool:
        """Tell whether a line is the same on several pages but for a number that counts with them,
        or is the number of its page.
        """
        if self._pages == 1:
            return False
        return (
            any(self._marks[mark] >= self._common for mark in line.marks)
            or LABELLED.fullmatch(line.text) is not None
            or ROMAN.fullmatch(line.text.strip(AROUND)) is not None
            or any(self._counts_on(*count) for count in line.numbered)
            or self._is_one_of_all(line)
        )

    def _is_one_of_all(self, line: Edge) -> bool:
        """Tell whether a line says the number of its page and how many there are."""
        here = [rest for rest, first in line.counts if first == 1]
        return any((f"{rest}/{self._pages}", None) in line.counts for rest in here)

    def _counts_on(self, rest: str, first: int) -> bool:
        often = self._numbered[rest, first] >= FEWEST
        if rest:
            return often and first == self._first
        return often or first in (1, self._first)

    def _first_number(self, edges: Sequence[Sequence[Edge]]) -> int | None:
        """Give the number of the first page, if the edges of pages count on from one."""
        firsts = Counter(
            first
            for lines in edges
            for first in {first for line in lines for _, first in line.numbered}
        )
        [(first, times)] = firsts.most_common(1) or [(0, 0)]
        return first if times >= max(OFTEN, STEADY * len(edges)) else None


def without_furniture(pages: Sequence[Page]) -> list[list[Word]]:
    """Give the words of each page without what is repeated at its edges. What is as large as a
    heading stays where it comes first: it may be the title of a slide that several pages show.
    """
    large = LARGER * common_size(word for page in pages for word in page.words)
    edges = [list(_edges(page, number, large)) for number, page in enumerate(pages)]
    furniture = Furniture(edges)
    kept: list[list[Word]] = []
    titles: set[str] = set()
    for lines, page in zip(edges, pages, strict=True):
        repeated = [line for line in lines if furniture.holds(line) and not line.is_new(titles)]
        titles |= {line.text for line in lines if line.large}
        left_out = {id(word) for line in repeated for word in line.words}
        kept.append([word for word in page.words if id(word) not in left_out])
    return kept


def _number_above(page: Page) -> float:
    """Give where a number ends that stands alone, or is told of a page, above all other words."""
    edge = WIDE_MARGIN * page.height
    first = min((word.box.bottom for word in page.words), default=edge)
    line = [word for word in page.words if word.box.top < first]
    return first + JUST if first < edge and _is_number(line) else 0.0


def _number_below(page: Page) -> float:
    """Give where a number begins that stands alone, or is told of a page, below all other words."""
    edge = (1 - WIDE_MARGIN) * page.height
    last = max((word.box.top for word in page.words), default=edge)
    line = [word for word in page.words if word.box.bottom > last]
    return last - JUST if last > edge and _is_number(line) else page.height


def _between(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right)


def _is_number(line: Sequence[Word]) -> bool:
    line = sorted(line, key=lambda word: word.box.left)
    alone = COUNTED.fullmatch("".join(word.text for word in line))
    return alone is not None or _tells_page(line)


def _tells_page(line: Sequence[Word]) -> bool:
    """Tell whether a line ends in the number of a page, and says that it is one."""
    texts = [word.text for word in line[-2:]]
    return len(line) > 1 and LABEL.fullmatch(texts[0]) is not None and texts[1].isdecimal()


def _is_numbered_apart(line: Sequence[Word]) -> bool:
    """Tell whether a number begins or ends a line, far from its words as no heading has it."""
    ends = (line[0], line[1:2]), (line[-1], line[-2:-1])
    return any(
        word.text.isdecimal() and _between(word.box, other.box) >= APART * word.size
        for word, others in ends
        for other in others
    )


def _edges(page: Page, number: int, large: float) -> Iterator[Edge]:
    """Give the lines at the edges of a page. A drawn table is furniture only where all of it stands
    at an edge; lines as large as headings count with no pages.
    """
    margin = MARGIN * page.height
    upper, lower = max(margin, _number_above(page)), min(page.height - margin, _number_below(page))
    tables = [box for box in page.tables if box.bottom >= upper and box.top <= lower]
    words = [
        word
        for word in page.words
        if (word.box.bottom < upper or word.box.top > lower)
        and not any(box.holds(word.box.middle) for box in tables)
    ]
    top = rows([word for word in words if word.box.bottom < upper])[:AT_EDGE]
    bottom = rows([word for word in words if word.box.top > lower])[-AT_EDGE:]
    for line, above in (*((line, True) for line in top), *((line, False) for line in bottom)):
        text = " ".join(word.text for word in line)
        counts = list(counts_of(line, number))
        is_large = common_size(line) >= large and LETTER.search(text) is not None
        is_large = is_large and not (_is_numbered_apart(line) or _tells_page(line))
        if is_large:
            counts = [(rest, first) for rest, first in counts if not LETTER.search(rest)]
        yield Edge(line, above, text, counts, is_large)
