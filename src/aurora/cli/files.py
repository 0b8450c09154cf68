"""What became of this user's files, so that a file gets new versions and is not sent in vain."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from aurora.cli.kept_files import decoded
from aurora.cli.output import Failed
from aurora.infrastructure.local_files import PrivateFile

STDIN = "-"
OWN = "own"
SAVE_SECONDS = 1.0
SAVE_SHARE = 20


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a file was when it was sent last, and what it became; no document if it was refused."""

    document_id: UUID | None = None
    version: int = 0
    upload_id: UUID | None = None
    size: int = -1
    modified: int = -1
    sha256: str = ""

    def looks_like(self, state: os.stat_result) -> bool:
        """Tell whether the file seems untouched since: of the same size and time."""
        return (self.size, self.modified) == (state.st_size, state.st_mtime_ns)


class Remembered(PrivateFile):
    """Which document each file of this user became in which collection; `own` tells these files
    from those of the same name on another machine.
    """

    name = "ingested.json"

    def __init__(self) -> None:
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        super().__init__(Path(state) / "aurora")
        self._known = self._kept()
        self._news: dict[str, Known] = {}
        self._save_at = 0.0
        self.own = self._named()

    def _named(self) -> UUID:
        if own := self._known.get(OWN, Known()).document_id:
            return own
        with self._alone():
            own = self._kept().get(OWN, Known()).document_id or uuid4()
            self._news[OWN] = Known(document_id=own)
            self._write_news()
        return own

    def known(self, file: str, collection_id: UUID) -> Known | None:
        """Give what the file became in that collection, also under the way there that former
        releases noted.
        """
        return self._known.get(_key(placed(file), collection_id)) or self._known.get(
            _key(str(Path(file).absolute()), collection_id)
        )

    def note(self, file: str, collection_id: UUID, known: Known) -> None:
        """Remember what a file became; it is written at once, or where that is much, soon."""
        if file == STDIN:
            return
        key = _key(placed(file), collection_id)
        self._known[key] = self._news[key] = known
        if time.monotonic() >= self._save_at:
            self.save()

    def save(self) -> None:
        """Write what is new, beside what others wrote meanwhile."""
        if not self._news:
            return
        began = time.monotonic()
        with self._alone():
            self._write_news()
        took = time.monotonic() - began
        self._save_at = time.monotonic() + max(SAVE_SECONDS, SAVE_SHARE * took)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with self.alone():
                yield
        except OSError as error:
            raise Failed(f"{self.path} cannot be written: {error.strerror or error}") from error

    def _write_news(self) -> None:
        self.write(msgspec.json.encode({**self._kept(), **self._news}).decode())
        self._news.clear()

    def _kept(self) -> dict[str, Known]:
        kept: dict[str, UUID | Known] = decoded(self, dict[str, UUID | Known]) or {}
        return {
            key: one if isinstance(one, Known) else Known(document_id=one)
            for key, one in kept.items()
        }


def readable(path: str) -> str:
    """Give a path as a text of its own, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def placed(file: str) -> str:
    """Give where a file is, whichever way leads to its folder; a link is a file of its own."""
    path = Path(file)
    return str(Path(os.path.realpath(path.parent), path.name))


def _key(place: str, collection_id: UUID) -> str:
    return f"{collection_id}:{readable(place)}"
