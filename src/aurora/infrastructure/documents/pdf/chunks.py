"""Lines that belong together: paragraphs, items and headings, before it is known which."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from aurora.infrastructure.documents.pdf.grids import WordTable
from aurora.infrastructure.documents.pdf.leaders import LEADER, unled
from aurora.infrastructure.documents.pdf.lines import Line, common_size
from aurora.infrastructure.documents.pdf.marks import (
    BULLET,
    LETTERED,
    NUMBER,
    follows,
    may_be_initial,
)
from aurora.infrastructure.documents.pdf.order import Part
from aurora.infrastructure.documents.pdf.words import HYPHEN, Word

ENTRY, CODE = "…", "`"  # marks of lines that have none: entries of such a table, and code
CHAPTER = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*\.?")
ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
WIDER = 1.35  # of the usual distance between lines parts paragraphs
OTHER_SIZE = 1.1
LOOSEST = 1.5  # of the size: what is further apart than that is never one paragraph
INDENT, HANGING, SPACE = 0.9, 0.45, 0.5  # of the size
LINES_OF_CODE = 4.4  # of the size: between them may be two empty ones
INSET = 0.1  # of the column that a title leaves free on both sides at least
SHORT = 0.3  # of the column that a line leaves free where its sentence goes on
OFF = 0.1  # of the size: what begins one below the other
FAR = 8  # marks of letters between two that follow each other, as those of a list within a list


@dataclass
class Chunk:
    """Lines of one paragraph, item, heading or piece of code; of an item the mark before it. What
    runs otherwise than the text of its page is an aside.
    """

    page: int
    lines: list[Line] = field(default_factory=list)
    marker: str | None = None
    aside: bool = False

    @property
    def words(self) -> list[Word]:
        """All its words, without a bullet or number before it; letters are said by no list."""
        words = [word for line in self.lines for word in line.words]
        said = self.marker in (None, CODE, ENTRY) or self.lettered
        return words if said else words[1:]

    @property
    def lettered(self) -> bool:
        """Whether its mark is a letter or the like, which stays in the text."""
        return LETTERED.fullmatch(self.marker or "") is not None

    @property
    def byline(self) -> bool:
        """Whether it names an author."""
        return self.lines[0].byline

    @property
    def text(self) -> str:
        """What it says, line ends being spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return common_size(self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all("b" in word.style for word in self.words)

    @property
    def left(self) -> float:
        """Where its first line begins."""
        return self.lines[0].box.left

    @property
    def unfinished(self) -> bool:
        """Whether it ends in the middle of a sentence."""
        return not ENDS.search(self.lines[-1].text)


@dataclass(frozen=True)
class PageTable:
    """A table, and the page that it stands on."""

    page: int
    table: WordTable


Content = Chunk | PageTable


def chunks(parts: Iterable[Part], page: int, *, aside: bool = False) -> list[Content]:
    """Put lines that belong together into chunks."""
    parts = list(parts)
    lines = [part for part in parts if isinstance(part, Line)]
    usual, initials = _distances(lines), _initials(lines)
    found: list[Content] = []
    for part in parts:
        if isinstance(part, WordTable):
            found.append(PageTable(page, part))
            continue
        last = found[-1] if found else None
        marker = None if id(part) in initials else _marker(part)
        if marker == ENTRY:
            part = replace(part, words=tuple(unled(part.words)))
        if not part.words:
            continue
        if not isinstance(last, Chunk) or _starts(last, part, marker, usual):
            last = Chunk(page, marker=marker, aside=aside)
            found.append(last)
        last.lines.append(part)
    return found


def goes_on(before: Chunk, after: Chunk) -> bool:
    """Tell whether a chunk is the rest of one on the page or in the column before."""
    alike = abs(before.size - after.size) < 1 and before.bold == after.bold
    return alike and not after.marker and before.unfinished and _continues(after.lines[0])


def _distances(lines: Sequence[Line]) -> dict[float, float]:
    found: dict[float, list[float]] = defaultdict(list)
    for above, below in pairwise(lines):
        distance = below.box.bottom - above.box.bottom
        if above.size == below.size and 0 < distance < 3 * above.size:
            found[above.size].append(distance)
    return {size: sorted(values)[len(values) // 3] for size, values in found.items()}


def _marker(line: Line) -> str | None:
    if line.entry or (not line.code and LEADER.search(line.text)):
        return ENTRY
    if line.code:
        return CODE
    first = line.words[0].text
    marked = len(line.words) > 1 and any(
        kind.fullmatch(first) for kind in (BULLET, NUMBER, LETTERED)
    )
    return first if marked else None


def _initials(lines: Sequence[Line]) -> set[int]:
    """Give the ids of lines that begin with a letter and a full stop, of which neither the one
    before nor the next is near: they begin with a name, not as items.
    """
    marked = [(line, mark) for line in lines if may_be_initial(mark := _marker(line) or "")]
    items: set[int] = set()
    for at, (line, mark) in enumerate(marked):
        for other, before in marked[max(at - FAR, 0) : at]:
            if follows(mark, before):
                items |= {id(line), id(other)}
    return {id(line) for line, _ in marked} - items


def _starts(chunk: Chunk, line: Line, marker: str | None, distances: dict[float, float]) -> bool:
    last = chunk.lines[-1]
    if last.byline or line.byline:
        return last.column != line.column
    usual = min(distances.get(line.size, line.size), LOOSEST * line.size)
    if line.box.top < last.box.top:  # the next column
        return chunk.marker == CODE or not (
            chunk.unfinished and _continues(line) and _alike(last, line)
        )
    distance = line.box.bottom - last.box.bottom
    if chunk.marker == CODE:
        return not line.code or distance > LINES_OF_CODE * line.size
    apart = distance > WIDER * usual
    return (
        apart
        or ENTRY in (chunk.marker, marker)
        or not _alike(last, line)
        or _is_next_item(chunk, marker)
        or _is_indented(chunk, line)
        or _ends_before(chunk, line)
        or _follows_title(last, line)
    )


def _alike(last: Line, line: Line) -> bool:
    sizes = sorted((last.size, line.size))
    return sizes[1] <= OTHER_SIZE * sizes[0] and last.bold == line.bold


def _continues(line: Line) -> bool:
    return line.text[:1].islower() or line.words[0].text.startswith(HYPHEN)


def _is_next_item(chunk: Chunk, marker: str | None) -> bool:
    if not marker or marker == CODE:
        return False
    return bool(BULLET.fullmatch(marker)) or bool(chunk.marker) or not chunk.unfinished


def _is_indented(chunk: Chunk, line: Line) -> bool:
    """Tell whether the line begins a paragraph by standing to the right, or ends an item by
    standing to the left of its words.
    """
    last, step = chunk.lines[-1], INDENT * line.size
    if chunk.marker not in (None, ENTRY):
        mark, word = chunk.lines[0].words[:2]
        hanging = word.box.left - mark.box.right > HANGING * line.size
        return line.box.left < (word if hanging else mark).box.left - step / 2
    if _hangs(chunk.lines[0], line):
        return False
    first = len(chunk.lines) > 1 or last.box.left <= last.column.left + step / 3
    return first and line.box.left > last.box.left + step and not _centred(line)


def _hangs(first: Line, line: Line) -> bool:
    """Tell whether a line begins below the first word after the number of a chapter."""
    number, *others = first.words
    return (
        bool(others)
        and CHAPTER.fullmatch(number.text) is not None
        and abs(line.box.left - others[0].box.left) < OFF * line.size
    )


def _centred(line: Line) -> bool:
    left, right = line.box.left - line.column.left, line.column.right - line.box.right
    return abs(left - right) < line.size


def _follows_title(last: Line, line: Line) -> bool:
    """Tell whether a line begins at the left below one that stood in the middle."""
    inset = last.box.left - last.column.left > INSET * last.column.width
    at_left = line.box.left - line.column.left < INDENT * line.size
    return inset and at_left and _centred(last) and not _centred(line)


def _ends_before(chunk: Chunk, line: Line) -> bool:
    """Tell whether the next word would have stood on the last line, had it belonged there."""
    last = chunk.lines[-1]
    free = last.column.right - last.box.right
    fits = free > line.words[0].box.width + SPACE * line.size
    if not fits or (_centred(last) and _centred(line)):
        return False
    return not chunk.unfinished or (free > SHORT * last.column.width and not _continues(line))
