"""Small neural nets that were trained elsewhere and are only asked here."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Self

import numpy as np
from numpy.typing import NDArray

LAYERS = 3

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Net:
    """Perceptrons with two hidden layers of rectified sums (Glorot, Bordes and Bengio 2011, "Deep
    sparse rectifier neural networks"), of which the mean is taken: the measures that they hear of,
    by name, and the least and the most of each that they know; then by layer the weights (nets,
    outputs, inputs) and what is there without any input (nets, outputs, 1).
    """

    names: tuple[str, ...]
    least: Numbers
    most: Numbers
    weights: tuple[Numbers, ...]
    biases: tuple[Numbers, ...]

    @classmethod
    def load(cls, place: Traversable) -> Self:
        """Read nets from a file."""
        with place.open("rb") as file, np.load(file) as kept:
            return cls(
                tuple(map(str, kept["names"])),
                kept["least"],
                kept["most"],
                tuple(kept[f"weights {layer}"].astype(np.float32) for layer in range(LAYERS)),
                tuple(kept[f"biases {layer}"] for layer in range(LAYERS)),
            )

    def sums(self, measures: Numbers) -> Numbers:
        """Give of what has these measures, a row of each in the order of names, the sum that speaks
        for content.
        """
        values = logarithms(measures)
        np.clip(values, self.least, self.most, out=values)
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            values = weights @ values
            values += biases
            np.maximum(values, 0, out=values)
        told = self.weights[-1] @ values + self.biases[-1]
        return np.asarray(told.mean(axis=(0, 1)), np.float32)


def logarithms(values: Numbers) -> Numbers:
    """Give measures so that the steps get smaller the larger they are, with their signs."""
    sizes = np.abs(values, dtype=np.float32)
    np.log1p(sizes, out=sizes)
    return np.copysign(sizes, values, out=sizes)
