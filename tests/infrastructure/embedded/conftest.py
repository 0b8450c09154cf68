"""Clusters are made and killed in memory, where there is room: a disk takes most of the time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stores import passing_directory


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with passing_directory() as place:
        yield place
