"""Where the stores keep what belongs to them, below one data directory."""

import hashlib
import os
import tempfile
from pathlib import Path

from aurora.domains.errors import Forbidden

LONGEST_SOCKET_PATH = 103
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"


class Places:
    """The directories of one data directory; made when asked for, closed to other users."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir.absolute()

    def directory(self, name: str) -> Path:
        """Give a directory below the data directory."""
        path = self.data_dir / name
        for made in (self.data_dir, path):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def log(self, name: str) -> Path:
        """Give the log file of a child."""
        return self.directory("logs") / f"{name}.log"

    def pid_file(self, name: str) -> Path:
        """Give the file that remembers a child."""
        return self.directory("run") / f"{name}.pid"

    def sockets(self) -> Path:
        """Give a directory whose sockets have names that the system can hold."""
        near = self.directory("run")
        return near if _fits(near) else self._far_sockets()

    def _far_sockets(self) -> Path:
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        name = f"aurora-{os.geteuid()}-{digest}"
        temporary = Path(tempfile.gettempdir())
        path = temporary / name
        if not _fits(path):
            path = Path("/tmp") / name  # nosec B108  # noqa: S108 - owner and mode are checked
        path.mkdir(exist_ok=True, mode=0o700)
        found = path.lstat()
        if found.st_uid != os.geteuid() or found.st_mode & 0o777 != 0o700:
            raise Forbidden(f"{path} belongs to somebody else")
        return path


def _fits(directory: Path) -> bool:
    return len(os.fsencode(directory / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH
