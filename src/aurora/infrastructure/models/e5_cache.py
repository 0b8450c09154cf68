"""Keeps the built graph on disk, once for all processes."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from aurora.infrastructure.models.e5_file import E5File

GRAPH = "graph.onnx"
REVISION = 1


@cache
def digest(source: Path) -> str:
    """Give the SHA-256 of the packed weights in hexadecimal; read once per process."""
    with source.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def cached_graph(source: Path, cache_dir: Path) -> Path:
    """Give the path of the graph of these weights, built first if no process has done so."""
    place = cache_dir / f"e5-{digest(source)}-{REVISION}"
    if not place.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        with _locked(cache_dir / "e5.lock"):
            if not place.exists():
                _build(source, place)
    return place / GRAPH


def _build(source: Path, place: Path) -> None:
    """Build beside the place and rename: a killed build leaves nothing half-written."""
    from aurora.infrastructure.models.e5_graph import write_graph

    unfinished = place.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    write_graph(E5File(source), unfinished / GRAPH)
    for written in unfinished.iterdir():
        _sync(written)
    _sync(unfinished)
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
