"""Forests of decision trees that were grown elsewhere and are only asked here.

Every tree asks the same question on each of its levels (an oblivious tree, Kohavi and Li 1995, as
CatBoost grows them), so that the answers are the bits of the number of a leaf, and all trees are
asked at once.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.phrases import Measures

AT_ONCE = 1_024


@dataclass(frozen=True)
class Forest:
    """The measures asked for, by name; on each level of each tree which of them is compared with
    which border; what each leaf adds to each outcome, and what is there without any tree.
    """

    names: tuple[str, ...]
    asked: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    start: NDArray[np.float32]

    @classmethod
    def load(cls, name: str) -> Self:
        """Read a forest that comes with Aurora."""
        with (files(__package__) / f"{name}.npz").open("rb") as file, np.load(file) as kept:
            return cls(
                tuple(map(str, kept["names"])),
                kept["asked"],
                kept["borders"],
                kept["leaves"].astype(np.float32),
                kept["start"],
            )

    def weigh(self, found: Measures) -> NDArray[np.float32]:
        """Give of each row of measures the sum for each outcome."""
        rows = np.stack([np.asarray(found[name], np.float32) for name in self.names])
        parts = [
            self._sums(rows[:, start : start + AT_ONCE])
            for start in range(0, rows.shape[1], AT_ONCE)
        ]
        return np.concatenate(parts)

    def _sums(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        levels, trees = self.asked.shape
        leaf = np.zeros((trees, rows.shape[1]), np.uint8)
        for level in range(levels):
            above = rows[self.asked[level]] > self.borders[level][:, None]
            leaf |= above.view(np.uint8) << np.uint8(level)
        first = (np.arange(trees) << levels)[:, None]
        outcomes = len(self.start)
        sums = self.leaves.reshape(-1, outcomes)[leaf + first].sum(axis=0, dtype=np.float32)
        return np.asarray(sums + self.start, np.float32)


def chances(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the sums of one outcome into chances between 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-sums)), np.float32)


def shares(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the sums of several outcomes into chances that add up to 1."""
    grown = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), np.float32)
