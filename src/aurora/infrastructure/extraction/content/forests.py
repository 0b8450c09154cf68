"""The forests that Aurora comes with, and what they say together."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.forest import Forest, chances, shares
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES, sureness
from aurora.infrastructure.extraction.content.phrases import Measures

HARDLY = 0.05

Chances = NDArray[np.float32]


@dataclass(frozen=True)
class Forests:
    """One tells kinds of pages apart, one content from the rest on pages of all kinds, and one that
    little can mislead on articles.
    """

    types: Forest
    blocks: Forest
    articles: Forest

    @classmethod
    def load(cls, place: Traversable) -> Self:
        """Read them from a folder."""
        return cls(*(Forest.load(place / f"{one.name}.npz") for one in fields(cls)))

    def kinds(self, signals: Mapping[str, float]) -> Chances:
        """Give the chances of each kind of page, in the order of `PAGE_TYPES`."""
        values = np.array([signals[name] for name in self.types.names], np.float32)
        return shares(self.types.sums(values[:, None])[0])

    def likely(self, found: Measures, kinds: Chances, article: float) -> Chances:
        """Give the chance of each block that it is content.

        Both forests are heard, by their odds, the one for articles as far as the page is to be read
        as one (`article`, from 0 to 1), and believed as far as on pages of such kinds.
        """
        count = len(next(iter(found.values())))
        told = {f"is {name}": np.full(count, kinds[n]) for n, name in enumerate(PAGE_TYPES)}
        sums = self.blocks.weigh(found | told)[:, 0]
        if article > HARDLY:
            sums = (1 - article) * sums + article * self.articles.weigh(found)[:, 0]
        return chances(sums * sureness(kinds))


@cache
def forests() -> Forests:
    """Give the forests that come with Aurora."""
    return Forests.load(files(__package__))
