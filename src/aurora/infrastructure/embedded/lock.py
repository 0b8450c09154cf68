"""One owner for a data directory."""

import fcntl
import os
from pathlib import Path

from aurora.domains.errors import Conflict


class InUse(Conflict):
    """Another live process owns the data directory."""


class DirectoryLock:
    """Held as long as this process lives, or until it is released."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "lock"
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock; raises InUse with the number of the process that has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 20).decode() or "unknown"
            os.close(file)
            raise InUse(f"{self._path.parent} is in use by process {holder}") from None
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        self._file = file

    def release(self) -> None:
        """Let others have the directory."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
