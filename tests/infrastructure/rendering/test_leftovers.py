"""Directories that a killed driver leaves are swept a day later."""

import os
from pathlib import Path

from aurora.infrastructure.rendering.leftovers import sweep


def test_only_what_is_old_empty_and_the_drivers_is_swept(tmp_path: Path) -> None:
    names = ("playwright-artifacts-a", "playwright_chromiumdev_profile-b", "playwright-artifacts-c")
    others = ("playwright-artifacts-young", "else")
    for name in (*names, *others):
        (tmp_path / name).mkdir()
    (tmp_path / "playwright-artifacts-c" / "held").touch()
    for name in (*names, "else"):
        os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"playwright-artifacts-c", *others}
