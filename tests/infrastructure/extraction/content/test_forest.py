"""Forests are asked as they were grown."""

from importlib.resources import files

import numpy as np
import pytest

from aurora.infrastructure.extraction import content
from aurora.infrastructure.extraction.content.forest import Forest, chances, shares
from aurora.infrastructure.extraction.content.measured import Measured

# one tree asks "x > 1?" and "y > 5?", the other "x > 3?" alone
FOREST = Forest(
    names=("x", "y"),
    asked=np.array([[0, 0], [1, 0]], np.int16),
    borders=np.array([[1, 3], [5, np.inf]], np.float32),
    leaves=np.array([[[0], [1], [2], [3]], [[10], [20], [0], [0]]], np.float32),
    start=np.array([0.5], np.float32),
)


@pytest.mark.parametrize(
    ("x", "y", "sum"),
    [(0.0, 0.0, 10.5), (2.0, 0.0, 11.5), (2.0, 6.0, 13.5), (4.0, 9.0, 23.5), (0.0, 9.0, 12.5)],
)
def test_answers_are_the_bits_of_a_leaf(x: float, y: float, sum: float) -> None:
    found = Measured.of({"y": np.array([y]), "x": np.array([x]), "z": np.zeros(1)})
    assert FOREST.weigh(found).tolist() == [[sum]]


def test_many_rows_are_weighed_as_one_by_one() -> None:
    x = np.arange(3000, dtype=np.float32) % 5
    y = np.arange(3000, dtype=np.float32) % 7
    every = Measured(FOREST.names, np.stack([x, y]))
    alone = [
        FOREST.weigh(Measured(every.names, every.rows[:, n : n + 1]))[0, 0]
        for n in range(0, 3000, 97)
    ]
    assert FOREST.weigh(every)[::97, 0].tolist() == alone


@pytest.mark.parametrize("name", ["articles", "blocks", "told", "types"])
def test_what_comes_with_aurora_can_be_asked(name: str) -> None:
    forest = Forest.load(files(content) / f"{name}.npz")
    sums = forest.weigh(Measured.of({measure: np.zeros(2) for measure in forest.names}))
    assert sums.shape == (2, len(forest.start))
    assert np.isfinite(sums).all()


def test_sums_become_chances() -> None:
    assert chances(np.array([0.0], np.float32)).tolist() == [0.5]
    assert shares(np.array([[1.0, 1.0, 1.0, 1.0]], np.float32)).tolist() == [[0.25] * 4]
