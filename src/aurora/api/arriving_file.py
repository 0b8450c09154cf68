"""A file on its way from a form to where files are kept."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from unicodedata import normalize

from aurora.domains.blobs import Blobs
from aurora.domains.errors import Invalid
from aurora.domains.knowledge.file_types import settled
from aurora.domains.knowledge.kept_file import SEAL, sealed
from aurora.domains.knowledge.upload import File
from aurora.domains.media_types import media_type_of

HEAD = 65_536
NAMELESS = "-"


class ArrivingFile:
    """Hashed, counted and looked at as it goes by; never held whole."""

    def __init__(self, name: str, parts: AsyncIterator[bytes]) -> None:
        self.name = _harmless(name)
        self._parts = parts
        self._head = b""
        self._size = 0
        self._hash = hashlib.sha256()

    async def media_type(self, hint: str | None) -> str:
        """Tell its type by its beginning; raises Invalid for an empty one."""
        async for part in self._parts:
            self._head += part
            if len(self._head) >= HEAD:
                break
        if not self._head:
            raise Invalid("the file is empty", "file")
        kind = (hint or "").partition(";")[0].strip().lower()
        return settled(media_type_of(self._head, self.name, kind), kind)

    async def kept(self, media_type: str, blobs: Blobs) -> File:
        """Keep it behind a seal of its own, and give the facts of it."""
        kept_sha256 = await blobs.put_parts(sealed(secrets.token_bytes(SEAL), self._going_by()))
        return File(
            name=self.name,
            media_type=media_type,
            size=self._size,
            sha256=self._hash.hexdigest(),
            kept_sha256=kept_sha256,
        )

    async def _going_by(self) -> AsyncIterator[bytes]:
        yield self._seen(self._head)
        async for part in self._parts:
            yield self._seen(part)

    def _seen(self, part: bytes) -> bytes:
        self._size += len(part)
        self._hash.update(part)
        return part


def _harmless(name: str) -> str:
    """Give a name as it is usually written, without the directories that some clients send and
    without what is not seen.
    """
    last = PurePosixPath(normalize("NFC", name).replace("\\", "/")).name
    seen = "".join(one for one in last if one.isprintable()).strip()
    return seen if seen.strip(".") else NAMELESS
