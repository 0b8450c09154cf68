"""Folders that are derived from something else, built once for all processes."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def sha256(source: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal; read once per process."""
    with source.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def built_once(place: Path, build: Callable[[Path], None]) -> Path:
    """Give the folder, filled by `build` first if no process has done so.

    It is built beside its place and renamed: a killed build leaves nothing half-written.
    """
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with _locked(place.with_name(f"{place.name}.lock")):
            if not place.exists():
                _build(place, build)
    return place


def _build(place: Path, build: Callable[[Path], None]) -> None:
    unfinished = place.with_name(f"{place.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    build(unfinished)
    for written in (*unfinished.iterdir(), unfinished):
        _sync(written)
    unfinished.rename(place)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes and threads; the system lets go of it when the holder dies."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
