"""Tables whose cells are drawn."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from aurora.infrastructure.documents.pdf.frame import Box, around
from aurora.infrastructure.documents.pdf.rules import Rules
from aurora.infrastructure.documents.pdf.words import Word

NEAR = 3.0
MOST_RULES = 800
FEWEST = 2  # rows and columns
FILLED = 0.25  # of the cells hold words, or it is a drawing


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
        held: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            held.setdefault(self._slot(word), []).append(word)
        slots = (len(self.xs) - 1) * (len(self.ys) - 1)
        if len(held) < max(FEWEST, FILLED * slots):
            return None
        return WordTable(self.box, tuple(self._rows(held)))

    def _slot(self, word: Word) -> tuple[int, int]:
        x, y = word.box.middle
        return (
            min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2),
            min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2),
        )

    def _rows(self, held: dict[tuple[int, int], list[Word]]) -> Iterable[tuple[CellWords, ...]]:
        covered: set[tuple[int, int]] = set()
        for row in range(len(self.ys) - 1):
            cells = []
            for column in range(len(self.xs) - 1):
                cell = CellWords()
                if (row, column) not in covered:
                    slots, rows, columns = self._reach(row, column, covered)
                    covered.update(slots)
                    words = [word for slot in slots for word in held.get(slot, ())]
                    cell = CellWords(tuple(words), rows, columns)
                cells.append(cell)
            yield tuple(cells)

    def _reach(
        self, row: int, column: int, covered: set[tuple[int, int]]
    ) -> tuple[list[tuple[int, int]], int, int]:
        right = column + 1
        while (
            right < len(self.xs) - 1 and not self._wall(row, right) and (row, right) not in covered
        ):
            right += 1
        below = row + 1
        while below < len(self.ys) - 1 and not any(
            self._floor(below, each) or (below, each) in covered for each in range(column, right)
        ):
            below += 1
        slots = [(y, x) for y in range(row, below) for x in range(column, right)]
        return slots, below - row, right - column

    def _wall(self, row: int, x: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(
            abs(rule.middle[0] - self.xs[x]) <= NEAR
            and rule.top - NEAR <= middle <= rule.bottom + NEAR
            for rule in self._down
        )

    def _floor(self, y: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(
            abs(rule.middle[1] - self.ys[y]) <= NEAR
            and rule.left - NEAR <= middle <= rule.right + NEAR
            for rule in self._across
        )


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
