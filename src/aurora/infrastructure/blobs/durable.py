"""Files written so that they are whole and survive a loss of power: all of a batch or none told of.

Of many files the whole file system is synced once (Linux), at a fraction of the cost; of a few
each one, its directory and the directories above. See fsync(2) and syncfs(2).
"""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import IO, Any

MANY = 8
_numbers = count()
_syncfs: Callable[[int], int] | None = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


def write_all(files: Mapping[str, bytes], root: Path) -> None:
    """Write files under their names below `root`, each beside its place and then moved into it, so
    that nobody ever reads half of one; return when they are durable. Raises OSError.
    """
    together = _syncfs is not None and len(files) >= MANY
    for name, content in files.items():
        _write(f"{root}/{name}", content, sync=not together)
    if together:
        _synced(root, _sync_all)
    else:
        folders = {(root / name).parent for name in files}
        for folder in {*folders, *(one.parent for one in folders), root} if files else ():
            _synced(folder, os.fsync)


def nameless(root: Path) -> IO[bytes]:
    """Open a file below `root` that nobody can find: it is gone with whoever writes it, however
    that ends.
    """
    os.makedirs(root, exist_ok=True)
    with suppress(AttributeError, OSError):  # not every system has such files: see open(2)
        handle = os.open(root, os.O_TMPFILE | os.O_RDWR, 0o600)
        return open(handle, "w+b", buffering=0)
    return tempfile.TemporaryFile(dir=root, buffering=0)


def name(file: IO[bytes], path: str, root: Path) -> None:
    """Move a whole file that has no name to its place; return when it is durable there. Raises
    OSError.
    """
    os.fsync(file.fileno())
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    part = _part(path)
    try:
        _link(file, part)
        os.replace(part, path)
    finally:
        with suppress(OSError):
            os.unlink(part)
    for one in (folder, root):
        _synced(one, os.fsync)


def _link(file: IO[bytes], path: str) -> None:
    """Name the file itself where the system can, else a copy of it."""
    with suppress(OSError):
        root = os.open("/", os.O_RDONLY)
        try:  # with a directory given, the system follows the link to what is open
            os.link(f"proc/self/fd/{file.fileno()}", path, src_dir_fd=root)
        finally:
            os.close(root)
        return
    file.seek(0)
    with open(_opened(path), "wb") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _part(path: str) -> str:
    return f"{path}.{os.getpid()}-{next(_numbers)}.part"


def _write(path: str, content: bytes, *, sync: bool) -> None:
    part = _part(path)
    handle = _opened(part)
    try:
        with open(handle, "wb", buffering=0) as file:
            file.write(content)
            if sync:
                os.fsync(handle)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise


def _opened(part: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(part, flags, 0o600)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(part), exist_ok=True)
        return os.open(part, flags, 0o600)


def _synced(place: str | Path, sync: Callable[[int], Any]) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def _sync_all(handle: int) -> None:
    if _syncfs is not None and _syncfs(handle) != 0:
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault))
