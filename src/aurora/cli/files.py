"""Files as documents: what they say, of which kind they are, and what became of them before."""

import os
import sys
from pathlib import Path
from uuid import UUID

import msgspec

from aurora.infrastructure.extraction.charset import NotText, decode
from aurora.infrastructure.local_files import PrivateFile

STDIN = "-"
KINDS = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
HTML_STARTS = ("<!doctype html", "<html")


class Unreadable(Exception):
    """The file cannot be a document; the message says why."""


class Text(msgspec.Struct, frozen=True):
    """What a file says, its media type, and a title where the text itself gives none."""

    content: str
    media_type: str
    title: str | None


class Remembered(PrivateFile):
    """Which document each file of this user became, so that it gets new versions."""

    name = "ingested.json"

    def __init__(self) -> None:
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        super().__init__(Path(state) / "aurora")
        self._known = msgspec.json.decode(self.read() or "{}", type=dict[str, UUID])

    def document(self, file: str, collection_id: UUID) -> UUID | None:
        """Give the document that the file became in that collection."""
        return self._known.get(_key(file, collection_id))

    def note(self, file: str, collection_id: UUID, document_id: UUID) -> None:
        """Remember what a file became."""
        if file != STDIN:
            self._known[_key(file, collection_id)] = document_id
            self.write(msgspec.json.encode(self._known).decode())


def read(file: str) -> Text:
    """Read a file; raises Unreadable."""
    suffix = Path(file).suffix.lower()
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        content = decode(raw, html=KINDS.get(suffix) == "text/html")
    except OSError as error:
        raise Unreadable(str(error.strerror or error)) from error
    except NotText as error:
        raise Unreadable("this is no text") from error
    if not content.strip():
        raise Unreadable("there is no text in it")
    media_type = KINDS.get(suffix) or _sniffed(content)
    plain = media_type == "text/plain" and file != STDIN
    return Text(content, media_type, Path(file).stem if plain else None)


def _sniffed(content: str) -> str:
    start = content.lstrip()[:100].lower()
    return "text/html" if start.startswith(HTML_STARTS) else "text/plain"


def _key(file: str, collection_id: UUID) -> str:
    return f"{collection_id}:{Path(file).absolute()}"
