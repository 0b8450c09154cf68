"""Nets of rectified sums learn from batches of blocks, with numpy alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi

import numpy as np
from numpy.typing import NDArray

HIDDEN = (64, 32)
RATE, FIRST_STEPS, DECAY = 3e-3, 20, 0.05
MEAN, SQUARE, LEAST = 0.9, 0.99, 1e-6
UNTOLD, UNHEARD = 0.3, (0.4, 0.2)
QUIET = 0.3

Numbers = NDArray[np.floating]
Parameters = list[Numbers]


@dataclass(frozen=True)
class Batch:
    """Blocks of a few pages: measures, how much of each is content, what it weighs, and its page by
    number.
    """

    rows: Numbers
    wanted: Numbers
    weights: Numbers
    page: NDArray[np.intp]


def trained(batches: Iterator[Batch], count: int, inputs: int, seed: int) -> Parameters:
    """Train one net with so many batches, by AdamW (Loshchilov and Hutter 2019, "Decoupled weight
    decay regularization"), the rate falling like a cosine; give weights and biases in turns.
    """
    random = np.random.default_rng(seed)
    parameters = started((inputs, *HIDDEN, 1), random)
    means, squares = ([np.zeros_like(one) for one in parameters] for _ in range(2))
    for step in range(1, count + 1):
        rate = RATE * min(1, step / FIRST_STEPS) * (1 + cos(pi * step / count)) / 2
        found = slopes(parameters, left_out(next(batches), random), UNHEARD, random)
        for own, slope, mean, square in zip(parameters, found, means, squares, strict=True):
            mean += (1 - MEAN) * (slope - mean)
            square += (1 - SQUARE) * (slope**2 - square)
            own *= 1 - rate * DECAY * (own.ndim - 1)
            own -= rate * (mean / (1 - MEAN**step)) / (np.sqrt(square / (1 - SQUARE**step)) + LEAST)
    return parameters


def started(sizes: Sequence[int], random: np.random.Generator) -> Parameters:
    """Draw weights as He et al. 2015 do ("Delving deep into rectifiers"), the last ones smaller."""
    made: Parameters = []
    for before, after in pairwise(sizes):
        spread = (2 / before) ** 0.5 * (QUIET if after == 1 else 1)
        weights = random.normal(0, spread, (before, after))
        made += [weights.astype(np.float32), np.zeros(after, np.float32)]
    return made


def left_out(batch: Batch, random: np.random.Generator) -> Batch:
    """Leave some measures out, others on each page: no few of them then tell it from the rest."""
    told = _some((int(batch.page.max()) + 1, batch.rows.shape[1]), UNTOLD, random)
    return Batch(batch.rows * told[batch.page], batch.wanted, batch.weights, batch.page)


def slopes(
    parameters: Parameters, batch: Batch, unheard: Sequence[float], random: np.random.Generator
) -> Parameters:
    """Give how the cross entropy changes with each parameter, where such shares of the hidden sums
    are left out (dropout, Srivastava et al. 2014).
    """
    inputs = [batch.rows]
    for layer, share in enumerate(unheard):
        value = inputs[layer] @ parameters[2 * layer] + parameters[2 * layer + 1]
        inputs.append(np.maximum(value, 0) * _some(value.shape, share, random))
    sums = inputs[-1] @ parameters[-2] + parameters[-1]
    likely = 1 / (1 + np.exp(-sums[:, 0]))
    error = ((likely - batch.wanted) * batch.weights / batch.weights.sum())[:, None]
    return _back(parameters, inputs, error.astype(batch.rows.dtype), unheard)


def _back(
    parameters: Parameters, inputs: Parameters, error: Numbers, unheard: Sequence[float]
) -> Parameters:
    found: Parameters = []
    for layer in reversed(range(len(inputs))):
        found[:0] = [inputs[layer].T @ error, error.sum(axis=0)]
        if layer:
            heard = (inputs[layer] > 0) / np.float32(1 - unheard[layer - 1])
            error = (error @ parameters[2 * layer].T) * heard
    return found


def _some(shape: tuple[int, ...], share: float, random: np.random.Generator) -> Numbers:
    """Draw 0 for such a share, and for the rest what makes up for it."""
    return (random.random(shape, np.float32) >= share) / np.float32(1 - share)
