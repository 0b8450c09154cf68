"""Sizes and durations on the command line."""

import click
import pytest

from aurora.cli.quantities import DURATION, SIZE, Quantity


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (SIZE, "500", 500),
        (SIZE, "800k", 800_000),
        (SIZE, "20 MB", 20_000_000),
        (SIZE, "2G", 2_000_000_000),
        (SIZE, "7b", 7),
        (DURATION, "90", 90),
        (DURATION, "45s", 45),
        (DURATION, "15m", 900),
        (DURATION, "2h", 7_200),
        (DURATION, "3d", 259_200),
    ],
)
def test_a_quantity_is_read_with_its_unit(kind: Quantity, written: str, meant: int) -> None:
    assert kind.convert(written, None, None) == meant


@pytest.mark.parametrize("written", ["", "k", "1.5G", "-1", "2x", "1 000", "²"])
@pytest.mark.parametrize("kind", [SIZE, DURATION])
def test_anything_else_is_refused_with_an_example(kind: Quantity, written: str) -> None:
    with pytest.raises(click.BadParameter, match="is not written like"):
        kind.convert(written, None, None)
