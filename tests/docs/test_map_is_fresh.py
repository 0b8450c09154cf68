"""The map in the repository is the one that the program prints."""

from pathlib import Path

from aurora.cli.map import written

MAP = Path(__file__).parents[2] / "docs" / "map.md"


def test_the_map_is_fresh() -> None:
    assert MAP.read_text() == written(), "run `make map`"
