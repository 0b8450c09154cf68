"""Batches of files: whole, under their names, and nothing left of those that fail."""

import os
from pathlib import Path

import pytest

from aurora.infrastructure.blobs import durable
from aurora.infrastructure.blobs.durable import MANY, write_all


def batch(count: int) -> dict[str, bytes]:
    return {f"{n % 3}/{n}.bin": bytes([n]) * n for n in range(count)}


def there(directory: Path) -> dict[str, bytes]:
    files = (file for file in directory.rglob("*") if file.is_file())
    return {file.relative_to(directory).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, 5 * MANY])
def test_every_file_is_there_and_nothing_else(tmp_path: Path, count: int) -> None:
    files = batch(count)
    write_all(files, tmp_path)
    assert there(tmp_path) == files


@pytest.mark.parametrize("count", [MANY - 1, MANY])
def test_what_was_there_is_replaced(tmp_path: Path, count: int) -> None:
    files = batch(count)
    write_all(dict.fromkeys(files, b"before"), tmp_path)
    write_all(files, tmp_path)
    assert there(tmp_path) == files


def test_many_files_are_synced_as_well_where_only_single_ones_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(durable, "_syncfs", None)
    monkeypatch.setattr(os, "fsync", synced.append)
    files = batch(2 * MANY)
    write_all(files, tmp_path)
    assert there(tmp_path) == files
    assert len(synced) >= len(files)


def test_a_file_that_cannot_be_moved_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken" / "inside").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        write_all({"taken": b"content"}, tmp_path)
    assert there(tmp_path) == {}


def test_a_file_system_that_cannot_be_synced_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_syncfs", lambda _: -1)
    with pytest.raises(OSError):  # noqa: PT011  any of the system's faults
        write_all(batch(MANY), tmp_path)
