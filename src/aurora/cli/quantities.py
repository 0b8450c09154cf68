"""Sizes and durations as people write them."""

import re

import click

SIZES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
DURATIONS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}
WRITTEN = re.compile(r"(\d{1,15})\s*([a-z]??)b?", re.IGNORECASE | re.ASCII)


class Quantity(click.ParamType[int]):
    """A whole number with a unit after it."""

    def __init__(self, name: str, units: dict[str, int], example: str) -> None:
        self.name = name
        self._units = units
        self._example = example

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Give it in the smallest unit."""
        found = WRITTEN.fullmatch(str(value).strip())
        unit = self._units.get(found[2].lower()) if found else None
        if found is None or unit is None:
            self.fail(f"{value!r} is not written like {self._example}", param, ctx)
        return int(found[1]) * unit


SIZE = Quantity("size", SIZES, "500000, 800k, 20M or 2G")
DURATION = Quantity("duration", DURATIONS, "90, 45s, 15m, 2h or 3d")
