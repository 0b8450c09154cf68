"""Nets trained to tell content from the rest: where forests err these often do not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.net import LAYERS, Net, logarithms
from benchmarks.growing.descent import Batch, Parameters, trained
from benchmarks.growing.drawing import drawn
from benchmarks.growing.sample import Rows, Sample

ROUNDS, AT_ONCE = 40, 16
SPREADS, CONSTANT = 4.0, 1e-3


@dataclass(frozen=True)
class Lessons:
    """Pages to learn from, their measures on one scale, and how often each is drawn."""

    pages: Sequence[Sample]
    rows: Sequence[Rows]
    often: NDArray[np.float64]

    @property
    def count(self) -> int:
        """How many batches are learned from."""
        return ROUNDS * ceil(float(self.often.sum()) / AT_ONCE)

    def batches(self, seed: int) -> Iterator[Batch]:
        """Draw a few pages each time, and of each some blocks."""
        random, likely = np.random.default_rng([seed, 1]), self.often / self.often.sum()
        while True:
            chosen = random.choice(len(self.pages), AT_ONCE, replace=False, p=likely)
            yield self._batch([(one, int(random.integers(1 << 31))) for one in chosen.tolist()])

    def _batch(self, chosen: Sequence[tuple[int, int]]) -> Batch:
        weights = [drawn(self.pages[one], seed) for one, seed in chosen]
        taken = [(one, weight > 0) for (one, _), weight in zip(chosen, weights, strict=True)]
        every = np.concatenate(weights)
        return Batch(
            np.concatenate([self.rows[one][where] for one, where in taken]),
            np.concatenate([self.pages[one].labels[where] for one, where in taken]),
            every[every > 0],
            np.repeat(np.arange(AT_ONCE), [where.sum() for _, where in taken]),
        )


def trained_nets(
    pages: Sequence[Sample],
    names: Sequence[str],
    rows_of: Callable[[Sample], Rows],
    seeds: Sequence[int],
    variant_weight: float = 1.0,
) -> Net:
    """Train nets on all blocks, each from another start."""
    rows = [logarithms(rows_of(one)) for one in pages]
    usual = np.concatenate([r for r, one in zip(rows, pages, strict=True) if not one.variant])
    middle, spread = usual.mean(axis=0), usual.std(axis=0) + CONSTANT
    least, most = middle - SPREADS * spread, middle + SPREADS * spread
    lessons = Lessons(
        pages,
        [(np.clip(one, least, most) - middle) / spread for one in rows],
        np.array([variant_weight if one.variant else 1.0 for one in pages]),
    )
    nets = [trained(lessons.batches(seed), lessons.count, len(names), seed) for seed in seeds]
    weights, biases = _stacked(nets, 0), _stacked(nets, 1)
    weights[0] /= spread
    biases[0] -= weights[0] @ middle[:, None]
    return Net(tuple(names), least[:, None], most[:, None], tuple(weights), tuple(biases))


def _stacked(nets: Sequence[Parameters], first: int) -> list[Rows]:
    """Bring the weights (0) or biases (1) of all nets together by layer, outputs before inputs."""
    return [
        np.stack([np.atleast_2d(one).T for one in layer])
        for layer in list(zip(*nets, strict=True))[first::2]
    ]


def keep_nets(net: Net, file: Path) -> None:
    """Write nets."""
    layers: dict[str, Any] = {
        f"{kind} {layer}": told[layer].astype(precision)
        for kind, told, precision in (
            ("weights", net.weights, np.float16),
            ("biases", net.biases, np.float32),
        )
        for layer in range(LAYERS)
    }
    np.savez_compressed(file, names=np.array(net.names), least=net.least, most=net.most, **layers)
