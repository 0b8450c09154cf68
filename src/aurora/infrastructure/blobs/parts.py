"""Contents that come and go part by part: hashed and packed on the way, held whole by nobody."""

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

import zstandard

from aurora.infrastructure.blobs.durable import name, nameless

LEVEL = 1  # of pages 3 % larger than at the usual 3, in two thirds of the time
PART = 1_000_000


class Arriving:
    """A content on its way in; until it is whole its file has no name."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = nameless(root)
        self._packer = zstandard.ZstdCompressor(LEVEL).compressobj()
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The hash of what has come."""
        return self._hash.hexdigest()

    def take(self, part: bytes) -> None:
        """Take the next part in."""
        self._hash.update(part)
        self._write(self._packer.compress(part))

    def keep(self, path: str) -> None:
        """Keep what has come, durably, in its place."""
        self._write(self._packer.flush())
        name(self._file, path, self._root)

    def close(self) -> None:
        """Let the file go; nothing is left of it unless it was kept."""
        self._file.close()

    def _write(self, packed: bytes) -> None:
        rest = memoryview(packed)
        while rest:
            rest = rest[self._file.write(rest) :]


class Leaving:
    """A content on its way out; raises FileNotFoundError and ZstdError."""

    def __init__(self, path: str) -> None:
        self._file = open(path, "rb")  # noqa: SIM115  closed by whoever takes it
        self._reader = zstandard.ZstdDecompressor().stream_reader(self._file)
        self._hash = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def sha256(self) -> str:
        """The hash of what has gone."""
        return self._hash.hexdigest()

    def give(self) -> bytes:
        """Give the next part; an empty one at the end."""
        part: bytes = self._reader.read(PART)
        self._hash.update(part)
        return part

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def intact(path: str, sha256: str) -> bool:
    """Tell whether a content is there, whole; it counts as put now."""
    try:
        with Leaving(path) as leaving:
            while leaving.give():
                pass
        os.utime(path)
    except (FileNotFoundError, zstandard.ZstdError):
        return False
    return leaving.sha256 == sha256


def unpacked(packed: bytes) -> bytes:
    """Give a content that was packed whole or part by part; raises ZstdError."""
    if zstandard.frame_content_size(packed) >= 0:
        return zstandard.decompress(packed)
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)
