"""Notices that a file which a server holds open is no longer the one at its path."""

import os
from pathlib import Path


class OpenedFile:
    """A file held open, so that its inode number is not given to its successor."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def open(self) -> None:
        """Remember the file that is there now; raises FileNotFoundError."""
        opened = os.open(self._path, os.O_RDONLY)
        self.close()
        self._file = opened

    def replaced(self) -> bool:
        """Say whether the path is empty now, or leads to another file."""
        if self._file is None:
            return False
        try:
            return not os.path.samestat(os.fstat(self._file), self._path.stat())
        except FileNotFoundError:
            return True

    def close(self) -> None:
        """Forget the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
