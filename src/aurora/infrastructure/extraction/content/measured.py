"""What was measured, laid out for all who are asked about it."""

from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.phrases import Measures


class Measured(NamedTuple):
    """What was measured of several things: a row of each measure, in the order of names."""

    names: tuple[str, ...]
    rows: NDArray[np.float32]

    @classmethod
    def of(cls, found: Measures) -> Self:
        """Put measures one under the other."""
        rows = np.concatenate(list(found.values()), dtype=np.float32, casting="same_kind")
        return cls(tuple(found), rows.reshape(len(found), -1))

    def of_names(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        """Give the measures of these names."""
        return self.rows.take(self.places(names), axis=0)

    def places(self, names: tuple[str, ...]) -> NDArray[np.intp]:
        """Tell in which rows the measures of these names are."""
        return _places(self.names, names)


@lru_cache
def _places(names: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.intp]:
    return np.array(list(map({name: n for n, name in enumerate(names)}.__getitem__, wanted)))
