"""Nets learn what is shown to them."""

from collections.abc import Iterator

import numpy as np
import pytest
from benchmarks.growing.descent import (
    Batch,
    Numbers,
    Parameters,
    left_out,
    slopes,
    started,
    trained,
)

PAGES, BLOCKS = 8, 40


def shown(seed: int) -> Iterator[Batch]:
    """Blocks of which those are content whose first measure is larger than the second."""
    random = np.random.default_rng(seed)
    while True:
        rows = random.normal(size=(PAGES * BLOCKS, 6)).astype(np.float32)
        wanted = (rows[:, 0] > rows[:, 1]).astype(np.float64)
        yield Batch(rows, wanted, np.ones(len(rows)), np.repeat(np.arange(PAGES), BLOCKS))


def said(parameters: Parameters, rows: Numbers) -> Numbers:
    """The sums that a net gives."""
    for weights, biases in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
        rows = np.maximum(rows @ weights + biases, 0)
    return np.asarray(rows @ parameters[-2] + parameters[-1])[:, 0]


def loss(parameters: Parameters, batch: Batch) -> float:
    """The cross entropy that the net is to make small."""
    sums = said(parameters, batch.rows)
    each = np.logaddexp(0, sums) - batch.wanted * sums
    return float((each * batch.weights).sum() / batch.weights.sum())


def test_slopes_are_those_of_the_cross_entropy() -> None:
    random = np.random.default_rng(3)
    batch = next(shown(1))
    batch = Batch(batch.rows.astype(np.float64), batch.wanted, random.random(320), batch.page)
    parameters: Parameters = [
        one + random.normal(0, 0.1, one.shape) for one in started((6, 5, 4, 1), random)
    ]
    found = slopes(parameters, batch, (0.0, 0.0), random)
    for own, slope in zip(parameters, found, strict=True):
        place = tuple(random.integers(size) for size in own.shape)
        own[place] += 1e-5
        more = loss(parameters, batch)
        own[place] -= 2e-5
        less = loss(parameters, batch)
        own[place] += 1e-5
        assert slope[place] == pytest.approx((more - less) / 2e-5, abs=1e-7)


def test_what_is_left_out_of_a_page_is_left_out_of_all_its_blocks() -> None:
    given = left_out(next(shown(1)), np.random.default_rng(2))
    gone = (given.rows == 0).reshape(PAGES, BLOCKS, -1)
    assert (gone.all(axis=1) == gone.any(axis=1)).all()
    assert gone.any()
    assert not gone.all()


def test_a_net_learns_what_content_has_in_common() -> None:
    unseen = next(shown(7))
    likely = said(trained(shown(5), 200, 6, seed=1), unseen.rows) > 0
    assert (likely == (unseen.wanted > 0.5)).mean() > 0.95
