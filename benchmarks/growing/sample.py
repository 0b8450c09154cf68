"""A page as the forests see it, beside what people say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from benchmarks.judged_pages import JudgedPage

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Sample:
    """A page: what is measured of its blocks and of itself, the words of the blocks and how many
    count, and the share of each that is content. `variant` is 0 for a page as it is.
    """

    page: JudgedPage
    names: tuple[str, ...]
    rows: Rows
    signals: Mapping[str, float]
    tokens: Sequence[Sequence[str]]
    words: NDArray[np.float32]
    labels: NDArray[np.float64]
    variant: int = 0

    @property
    def kind(self) -> int:
        """The number of the kind of page."""
        return PAGE_TYPES.index(self.page.page_type)

    def of(self, names: Sequence[str]) -> Rows:
        """Give measures by their names."""
        return self.rows[:, [self.names.index(name) for name in names]]

    @property
    def weights(self) -> NDArray[np.float64]:
        """What the blocks weigh in the measure of the page: all pages weigh about the same."""
        sizes = np.array([len(one) for one in self.tokens], np.float64)
        return np.asarray(sizes / max(sizes.sum() + self.page.wanted.total(), 1))
