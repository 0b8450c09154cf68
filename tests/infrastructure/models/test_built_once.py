"""Folders that are built once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from aurora.infrastructure.models.built_once import built_once


def test_those_who_come_together_build_once(tmp_path: Path) -> None:
    builds: list[Path] = []
    together = Barrier(8)

    def build(folder: Path) -> None:
        builds.append(folder)
        (folder / "content").write_text("whole")

    def come(_: int) -> str:
        together.wait()
        return (built_once(tmp_path / "cache/place", build) / "content").read_text()

    with ThreadPoolExecutor(8) as pool:
        assert {*pool.map(come, range(8))} == {"whole"}
    assert len(builds) == 1


def test_a_failed_build_leaves_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("")
        raise KeyboardInterrupt

    place = tmp_path / "place"
    with pytest.raises(KeyboardInterrupt):
        built_once(place, fail)
    assert not place.exists()
    built_once(place, lambda folder: (folder / "whole").touch())
    assert [path.name for path in place.iterdir()] == ["whole"]


def test_a_name_with_dots_keeps_its_own_place(tmp_path: Path) -> None:
    for name in ("tables-0.1", "tables-0.2"):
        built_once(tmp_path / name, lambda folder: (folder / "content").touch())
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {
        "tables-0.1",
        "tables-0.2",
    }
