"""Small files that processes of one user leave for each other, readable by nobody else."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from aurora.settings import Settings


class PrivateFile:
    """A text of mode 0600 below the data directory."""

    name: str

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / self.name

    def read(self) -> str | None:
        """Give the text, or None."""
        try:
            return self.path.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def write(self, text: str) -> None:
        """Replace the text in one step: whatever happens, it is there as it was, or as it is."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(handle)
        fresh.replace(self.path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process after the other read the text and write what follows from it, where the
        file system knows locks.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            with suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def remove(self) -> None:
        """Remove the file; nothing happens when there is none."""
        self.path.unlink(missing_ok=True)


class TokenFile(PrivateFile):
    """The one-time token for the first administrator, as long as it is good."""

    name = "bootstrap.token"


class KeyFile(PrivateFile):
    """The API key of this machine's command line."""

    name = "local.key"


class Address(msgspec.Struct, frozen=True):
    """Where an Aurora answers, and where its key is."""

    url: str
    data_dir: str


class RunningFile:
    """Says where this user's Aurora runs: below its data directory, and in the user's state."""

    def __init__(self, settings: Settings) -> None:
        self._address = Address(settings.url, str(settings.data_dir.absolute()))

    def note(self) -> None:
        """Say that it runs."""
        pointer().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        pointer().write_bytes(msgspec.json.encode(self._address))

    def forget(self) -> None:
        """Say that it does not run any more, unless another one has started meanwhile."""
        if running() == self._address:
            pointer().unlink(missing_ok=True)


def running() -> Address | None:
    """Give the address of the Aurora that this user started last, if it still runs."""
    try:
        return msgspec.json.decode(pointer().read_bytes(), type=Address)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def pointer() -> Path:
    """Give the file that points at the running Aurora."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "aurora" / "running.json"
