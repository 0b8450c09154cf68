"""The forests and nets that Aurora comes with, and what they say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.forest import Forest, chances, shares
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES, Reading, sureness
from aurora.infrastructure.extraction.content.measured import Measured
from aurora.infrastructure.extraction.content.net import Net
from aurora.infrastructure.extraction.content.phrases import Measures

HARDLY = 0.05
FORESTS, NETS = ("types", "told", "blocks", "articles"), "nets"
HEARD_OF_NETS = 0.5
SURE = 3.0  # from such odds of the forest on, that is 20 to 1, nets hardly change what is chosen

Chances = NDArray[np.float32]


@dataclass(frozen=True)
class Forests:
    """Two tell kinds of pages apart: one to read them by, one that knows articles among more, to be
    told to people. One tells content from the rest on pages of all kinds, beside nets that learned
    the same, and one that little can mislead on articles.
    """

    types: Forest
    told: Forest
    blocks: Forest
    articles: Forest
    nets: Net

    @classmethod
    def load(cls, place: Traversable) -> Self:
        """Read them from a folder."""
        types, told, blocks, articles = (Forest.load(place / f"{name}.npz") for name in FORESTS)
        return cls(types, told, blocks, articles, Net.load(place / f"{NETS}.npz"))

    def kinds(self, signals: Mapping[str, float]) -> Chances:
        """Give the chances of each kind of page to read it by, in the order of `PAGE_TYPES`: unsure
        where pages are made as several kinds are, which does well.
        """
        return _kinds(self.types, signals)

    def told_kinds(self, signals: Mapping[str, float]) -> Chances:
        """Give such chances to tell people the kind by."""
        return _kinds(self.told, signals)

    def likely(self, found: Measures, kinds: Chances, reading: Reading) -> Chances:
        """Give the chance of each block that it is content.

        All are heard, by their odds: where the forest for all kinds of pages is not sure, nets as
        much as it, since they err in other ways; the forest for articles as far as the page is to
        be read as one. They are believed as far as on pages of such kinds.
        """
        count = len(found["words"])
        told = {f"is {name}": np.full(count, kinds[n]) for n, name in enumerate(PAGE_TYPES)}
        known = Measured.of(found | told)
        sums = self._all_kinds(known)
        if reading.share(1) > HARDLY:
            second = self.articles.weigh(known)[:, 0]
            share = reading.share(agreement(sums, second, np.expm1(found["words"])))
            sums = (1 - share) * sums + share * second
        return chances(sums * sureness(kinds))

    def _all_kinds(self, known: Measured) -> Chances:
        sums, share = self.blocks.weigh(known)[:, 0], np.float32(HEARD_OF_NETS)
        unsure = np.flatnonzero(np.abs(sums) < SURE)
        second = self.nets.sums(known.of_names(self.nets.names).take(unsure, axis=1))
        sums[unsure] = (1 - share) * sums[unsure] + share * second
        return sums


def _kinds(forest: Forest, signals: Mapping[str, float]) -> Chances:
    values = np.fromiter(signals.values(), np.float32)
    return shares(forest.weigh(Measured(tuple(signals), values[:, None]))[0])


def agreement(one: Chances, other: Chances, words: NDArray[np.floating]) -> float:
    """Give how far two agree on what is content, that is by odds above even: of the words that they
    take for it, the share that both do (the F-measure of one by the other), from 0 to 1.
    """
    taken, taken_too = one > 0, other > 0
    both = float(words[taken & taken_too].sum())
    return 2 * both / max(float(words[taken].sum() + words[taken_too].sum()), 1.0)


@cache
def forests() -> Forests:
    """Give the forests and nets that come with Aurora."""
    return Forests.load(files(__package__))
