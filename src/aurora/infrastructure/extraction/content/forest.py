"""Forests of decision trees that were grown elsewhere and are only asked here.

Every tree asks the same question on each of its levels (an oblivious tree, Kohavi and Li 1995, as
CatBoost grows them), so that the answers are the bits of the number of a leaf, and all trees are
asked at once.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.measured import Measured

AT_ONCE = 256
CERTAIN = 80.0  # beyond such odds numbers of this size end
UNCHECKED: Literal["wrap"] = "wrap"  # of indexes that are in range the quickest to take


class Questions(NamedTuple):
    """Each measure and border that any tree asks for, once, and which of these pairs each level of
    each tree asks for: most are asked for by many trees. Then the first leaf of each tree.
    """

    measures: NDArray[np.intp]
    borders: NDArray[np.float32]
    places: NDArray[np.intp]
    leaves: NDArray[np.intp]


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
    def load(cls, place: Traversable) -> Self:
        """Read a forest from its file."""
        with place.open("rb") as file, np.load(file) as kept:
            return cls(
                tuple(map(str, kept["names"])),
                kept["asked"],
                kept["borders"],
                kept["leaves"].astype(np.float32),
                kept["start"],
            )

    def weigh(self, found: Measured) -> NDArray[np.float32]:
        """Give of all that was measured the sum for each outcome."""
        asked = found.places(self.names)[self._questions.measures]
        parts = [
            self._sums(found.rows[:, start : start + AT_ONCE].take(asked, axis=0))
            for start in range(0, found.rows.shape[1], AT_ONCE)
        ]
        return np.concatenate(parts)

    @cached_property
    def _questions(self) -> Questions:
        pairs = np.stack([self.asked.ravel(), self.borders.ravel()], axis=1, dtype=np.float64)
        once, places = np.unique(pairs, axis=0, return_inverse=True)
        measures, borders = once.T
        levels, trees = self.asked.shape
        leaves = np.arange(trees) << levels
        return Questions(
            measures.astype(np.intp),
            borders.astype(np.float32)[:, None],
            places.reshape(self.asked.shape),
            leaves[:, None],
        )

    def _sums(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        asked = self._questions
        above = (measures > asked.borders).view(np.uint8)
        leaf = np.zeros((self.asked.shape[1], measures.shape[1]), np.uint8)
        for places in reversed(asked.places):
            leaf += leaf
            leaf |= above.take(places, axis=0)
        leaves = self.leaves.reshape(-1, len(self.start))
        told = leaves.take(np.add(leaf, asked.leaves, dtype=np.intp), axis=0, mode=UNCHECKED)
        return np.asarray(told.sum(axis=0, dtype=np.float32) + self.start, np.float32)


def chances(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the sums of one outcome into chances between 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -CERTAIN, CERTAIN))), np.float32)


def shares(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the sums of several outcomes into chances that add up to 1."""
    grown = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), np.float32)
