"""Nets are asked as they were trained."""

import numpy as np
import pytest

from aurora.infrastructure.extraction.content.forests import forests
from aurora.infrastructure.extraction.content.net import Net, logarithms

NETS, MEASURES, BLOCKS = 3, 4, 50
NAMES = ("words", "links", "place", "depth")


def drawn() -> Net:
    """Nets that say anything."""
    random = np.random.default_rng(1)
    sizes = ((5, MEASURES), (2, 5), (1, 2))
    weights = tuple(random.normal(size=(NETS, *size)).astype(np.float32) for size in sizes)
    biases = tuple(random.normal(size=(NETS, size[0], 1)).astype(np.float32) for size in sizes)
    limit = np.full((MEASURES, 1), 2.0, np.float32)
    return Net(NAMES, -limit, limit, weights, biases)


def alone(net: Net, number: int, block: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """What one of the nets says of one block."""
    value = np.clip(np.sign(block) * np.log1p(np.abs(block)), -2, 2)[:, None]
    for weights, biases in zip(net.weights[:-1], net.biases[:-1], strict=True):
        value = np.maximum(weights[number] @ value + biases[number], 0)
    return float((net.weights[-1][number] @ value + net.biases[-1][number]).item())


def test_of_several_nets_the_mean_is_taken() -> None:
    net, rows = drawn(), np.random.default_rng(2).normal(0, 20, (MEASURES, BLOCKS))
    expected = [
        np.mean([alone(net, number, rows[:, block]) for number in range(NETS)])
        for block in range(BLOCKS)
    ]
    assert net.sums(rows.astype(np.float32)) == pytest.approx(np.array(expected), abs=1e-4)


def test_what_no_page_taught_counts_as_the_most_that_one_did() -> None:
    net = drawn()
    much, more = np.full((MEASURES, 1), 1e3, np.float32), np.full((MEASURES, 1), 1e6, np.float32)
    assert net.sums(much) == pytest.approx(net.sums(more))


def test_measures_below_zero_keep_their_signs() -> None:
    given = logarithms(np.array([-np.e + 1, 0, np.e - 1], np.float32))
    assert given == pytest.approx(np.array([-1, 0, 1], np.float32))


def test_the_nets_that_come_with_aurora_hear_what_the_forest_hears_but_numbers_of_tags() -> None:
    net, forest = forests().nets, forests().blocks
    assert {name for name in forest.names if not name.startswith("tag ")} <= set(net.names)
    assert not any(name.startswith("tag ") for name in net.names)
    assert net.weights[0].shape[2] == len(net.names)
