"""The made-up collection is the same each time."""

import math

from benchmarks.corpus import DIMENSIONS, vector


def test_a_vector_depends_on_its_name_alone() -> None:
    assert vector("one") == vector("one") != vector("other")


def test_vectors_are_directions() -> None:
    assert len(vector("one")) == DIMENSIONS
    assert math.isclose(math.hypot(*vector("one")), 1.0)
