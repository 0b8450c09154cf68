"""Tables whose cells are drawn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice, product
from operator import itemgetter

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.rules import Rules
from aurora.infrastructure.documents.pdf.unruled import CellArea, unruled
from aurora.infrastructure.documents.pdf.words import Word

NEAR = 3.0
MOST_RULES = 800
FEWEST = 2  # rows and columns
FILLED = 0.25  # of the cells hold words, or it is a drawing
MOST_SLOTS = 20_000  # of a table whose rows are told by their lines
FIRST = itemgetter(0)
Slot = tuple[int, int]  # row and column


@dataclass(frozen=True)
class CellWords:
    """What stands in a cell, and how far it reaches."""

    words: tuple[Word, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class WordTable:
    """A table where it stands: every row has as many cells, covered ones are empty."""

    box: Box
    rows: tuple[tuple[CellWords, ...], ...]


class Grid:
    """Lines that meet, as a grid of slots."""

    def __init__(self, across: Sequence[Box], down: Sequence[Box]) -> None:
        self._across, self._down = across, down
        self.box = around([*across, *down])

    @cached_property
    def xs(self) -> list[float]:
        """Where columns begin, and where the last one ends."""
        return _places([*(rule.middle[0] for rule in self._down), self.box.left, self.box.right])

    @cached_property
    def ys(self) -> list[float]:
        """Where rows begin, and where the last one ends."""
        return _places([*(rule.middle[1] for rule in self._across), self.box.top, self.box.bottom])

    @property
    def tabular(self) -> bool:
        """Whether there are rows and columns."""
        return len(self.xs) > FEWEST and len(self.ys) > FEWEST

    def table(self, words: Sequence[Word]) -> WordTable | None:
        """Give the table with those of the words that stand in it, None where most is empty."""
        filled = len(set(map(self._slot, words)))
        if filled < max(FEWEST, FILLED * self.slots):
            return None
        cells = self.cells(words)
        parted = Grid([*self._across, *islice(self._missing(cells), MOST_SLOTS)], self._down)
        if len(self.ys) < len(parted.ys) and parted.slots <= MOST_SLOTS:
            return WordTable(self.box, parted.rows(parted.cells(words)))
        return WordTable(self.box, self.rows(cells))

    @property
    def slots(self) -> int:
        """How many there are."""
        return (len(self.xs) - 1) * (len(self.ys) - 1)

    def cells(self, words: Sequence[Word]) -> dict[Slot, CellWords]:
        """Give the cells with what stands in them as it was written, by their first slots."""
        held: dict[Slot, list[tuple[int, Word]]] = {}
        for number, word in enumerate(words):
            held.setdefault(self._slot(word), []).append((number, word))
        covered: set[Slot] = set()
        cells: dict[Slot, CellWords] = {}
        for slot in product(range(len(self.ys) - 1), range(len(self.xs) - 1)):
            if slot not in covered:
                slots, rows, columns = self._reach(*slot, covered)
                covered.update(slots)
                inside = sorted((each for one in slots for each in held.get(one, ())), key=FIRST)
                cells[slot] = CellWords(tuple(word for _, word in inside), rows, columns)
        return cells

    def rows(self, cells: dict[Slot, CellWords]) -> tuple[tuple[CellWords, ...], ...]:
        """Give the cells row by row."""
        columns = range(len(self.xs) - 1)
        return tuple(
            tuple(cells.get((row, column), CellWords()) for column in columns)
            for row in range(len(self.ys) - 1)
        )

    def _slot(self, word: Word) -> Slot:
        x, y = word.box.middle
        return (
            min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2),
            min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2),
        )

    def _missing(self, cells: dict[Slot, CellWords]) -> Iterator[Box]:
        """Give the rules that are missing across cells of one drawn row."""
        for row, group in groupby(cells.items(), lambda one: one[0][0]):
            areas = [
                CellArea(self._area(row, column, cell), cell.words)
                for (_, column), cell in group
                if cell.rows == 1
            ]
            for y in unruled(areas):
                yield from (Box(area.box.left, y, area.box.right, y) for area in areas)

    def _area(self, row: int, column: int, cell: CellWords) -> Box:
        right, bottom = self.xs[column + cell.columns], self.ys[row + cell.rows]
        return Box(self.xs[column], self.ys[row], right, bottom)

    def _reach(self, row: int, column: int, covered: set[Slot]) -> tuple[list[Slot], int, int]:
        right = column + 1
        while (
            right < len(self.xs) - 1
            and (row, right) not in self._walls
            and (row, right) not in covered
        ):
            right += 1
        below = row + 1
        while below < len(self.ys) - 1 and not any(
            (below, each) in self._floors or (below, each) in covered
            for each in range(column, right)
        ):
            below += 1
        slots = [(y, x) for y in range(row, below) for x in range(column, right)]
        return slots, below - row, right - column

    @cached_property
    def _walls(self) -> set[Slot]:
        """The slots on whose left a line is drawn."""
        return {
            (row, column)
            for rule in self._down
            for column in _at(self.xs, rule.middle[0])
            for row in _along(self.ys, rule.top, rule.bottom)
        }

    @cached_property
    def _floors(self) -> set[Slot]:
        """The slots above which a line is drawn."""
        return {
            (row, column)
            for rule in self._across
            for row in _at(self.ys, rule.middle[1])
            for column in _along(self.xs, rule.left, rule.right)
        }


def grids(rules: Rules) -> list[Grid]:
    """Give the grids that the lines of a page make."""
    if len(rules.across) + len(rules.down) > MOST_RULES:
        return []
    found = [Grid(across, down) for across, down in _meeting(rules) if across and down]
    return [grid for grid in found if grid.tabular]


def _meeting(rules: Rules) -> list[tuple[list[Box], list[Box]]]:
    groups: list[tuple[Box, list[Box], list[Box]]] = []
    for rule, lies in (*((one, 0) for one in rules.across), *((one, 1) for one in rules.down)):
        touched = [group for group in groups if _touches(rule, group)]
        groups = [group for group in groups if group not in touched]
        across = [one for group in touched for one in group[1]]
        down = [one for group in touched for one in group[2]]
        (down if lies else across).append(rule)
        groups.append((around([rule, *(group[0] for group in touched)]), across, down))
    return [(across, down) for _, across, down in groups]


def _touches(rule: Box, group: tuple[Box, list[Box], list[Box]]) -> bool:
    if not _near(rule, group[0]):
        return False
    return any(_near(rule, other) for other in (*group[1], *group[2]))


def _near(one: Box, other: Box) -> bool:
    return (
        one.left - NEAR <= other.right
        and other.left - NEAR <= one.right
        and one.top - NEAR <= other.bottom
        and other.top - NEAR <= one.bottom
    )


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _at(places: Sequence[float], value: float) -> range:
    """Give the numbers of the places that a rule lies on."""
    return range(bisect_left(places, value - NEAR), bisect_right(places, value + NEAR))


def _along(places: Sequence[float], start: float, end: float) -> Iterator[int]:
    """Give the numbers of the slots whose middles a rule runs along."""
    first = max(bisect_right(places, start - NEAR) - 1, 0)
    for number in range(first, len(places) - 1):
        middle = (places[number] + places[number + 1]) / 2
        if middle > end + NEAR:
            return
        if middle >= start - NEAR:
            yield number
