"""Which blocks of a page are learned from."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.growing.sample import Sample

MOST_BLOCKS = 120


def drawn(page: Sample, seed: int) -> NDArray[np.float64]:
    """Weigh the blocks; of a page with many only some are drawn, and weigh more for it."""
    weights = page.weights
    count = len(weights)
    if count <= MOST_BLOCKS:
        return weights
    even, by_size = 1 / count, weights / max(weights.sum(), 1e-9)
    likely = np.minimum(1, MOST_BLOCKS * (even + by_size) / 2)
    random = np.random.default_rng([seed, page.variant, int(page.page.name)])
    return np.where(random.random(count) < likely, weights / likely, 0)
