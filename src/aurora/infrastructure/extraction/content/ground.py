"""Where blocks stand: what the elements around them hold, and which of these are alike."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.flags import flags
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Shape, Visible

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
LEVELS = 10
ALIKE = 3
PARAGRAPH, LONG, MOSTLY = 8, 12, 0.5
EXACT = 2.0**30  # sums of such fractions are exact: parts that are equal have equal sums


@dataclass(frozen=True)
class Sums:
    """Of each element what all in it adds up to."""

    words: Floats
    linked: Floats
    blocks: Floats
    stops: Floats
    long: Floats
    functions: Floats
    prices: Floats
    links: Floats
    images: Floats


class Ground:
    """The elements of a page, seen from its blocks."""

    def __init__(self, visible: Visible, said: Measures) -> None:
        shape = visible.shape
        self.shape, self.held = shape, visible.held
        self.size = len(shape.parents)
        self.elements = visible.elements
        self.parents = np.array(shape.parents, np.int64)
        self.depths = np.array(shape.depths(), np.int64)
        self.named = np.array(shape.marks, np.int64)
        self.marks = visible.marks
        self.links = np.array([block.links for block in visible.blocks], np.float64)
        linked = np.array([block.linked for block in visible.blocks], np.float64)
        self.link_share = np.minimum(1, linked / np.maximum(said["characters"], 1))
        self.words = said["words"].astype(np.float64)
        self.all_words = max(float(self.words.sum()), 1.0)
        self.long = self.words * (self.words >= LONG) * (self.link_share < MOSTLY)
        self.sums = self._sums(said, shape)

    @cached_property
    def ancestors(self) -> Numbers:
        """Give of all blocks their elements, in the next row those around these, ten levels up."""
        levels = np.empty((LEVELS, len(self.elements)), np.int64)
        levels[0] = self.elements
        for level in range(1, LEVELS):
            levels[level] = self.parents[levels[level - 1]]
        return levels

    @cached_property
    def flags(self) -> NDArray[np.uint8]:
        """Give of each block its marks, in their order: 0 or 1."""
        return flags(self.marks)

    @cached_property
    def titles(self) -> NDArray[np.intp]:
        """Give the blocks that are titles of the page."""
        titled = np.array([tag == "h1" for tag in self.shape.tags])
        return np.flatnonzero(titled[self.elements])

    @cached_property
    def alike(self) -> tuple[Floats, Floats]:
        """Give of each element how many beside it look the same, and the words of all of them."""
        looks = np.array(self.shape.looks, np.int64)
        words = np.bincount(looks, self.sums.words).astype(np.float64)
        return np.bincount(looks).astype(np.float64)[looks], words[looks]

    @cached_property
    def children(self) -> Floats:
        """Give of each element how many it holds at once."""
        return np.bincount(self.parents[1:], minlength=self.size).astype(np.float64)

    @cached_property
    def prose(self) -> Floats:
        """Score each element by the paragraphs in and just below it, as Readability does."""
        text = self.words * (self.words >= PARAGRAPH) * (1 - self.link_share)
        given = np.concatenate([text, text / 2, text / 3])
        scores = np.bincount(self.ancestors[1:4].ravel(), given, self.size)
        return scores * (1 - self.sums.linked / np.maximum(self.sums.words, 1))

    def _sums(self, said: Measures, shape: Shape) -> Sums:
        words = self.words
        held = (
            words,
            np.rint(words * self.link_share * EXACT) / EXACT,
            np.ones(len(words)),
            said["stops"],
            self.long,
            said["functions"],
            said["price"],
            self.links,
        )
        own = [np.bincount(self.elements, amounts, self.size) for amounts in held]
        images = np.bincount(np.array(shape.images, np.int64), minlength=self.size)
        return Sums(*shape.gathered(np.stack([*own, images], axis=1)).T)
