"""Packed bytes unpacked under a limit, in memory and nowhere else."""

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Protocol, TypeAlias

import zstandard

from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import Opening

RATIO, ALWAYS_FINE = 1_000, 8 << 20
WINDOW = 1 << 27
# where no other field stands before it (RFC 1952)
GZIP_NAME = re.compile(rb"\x1f\x8b\x08[\x08-\x0b\x18-\x1b].{6}([^\0]{1,300})\0", re.DOTALL)
FAULTS = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class Stream(Protocol):
    """Bytes that are unpacked as they are read."""

    def read(self, size: int, /) -> bytes:
        """Give at most so many."""
        ...


Unpack: TypeAlias = Callable[[BytesIO], AbstractContextManager[Stream]]


def read_gzip(content: bytes, opening: Opening) -> Transcript:
    """Read what gzip packed, which may name it; raises Unreadable."""
    named = GZIP_NAME.match(content)
    name = named[1].decode("latin-1") if named else ""
    return _read(content, opening, lambda held: gzip.GzipFile(fileobj=held), name)


def read_bzip2(content: bytes, opening: Opening) -> Transcript:
    """Read what bzip2 packed; raises Unreadable."""
    return _read(content, opening, bz2.BZ2File)


def read_xz(content: bytes, opening: Opening) -> Transcript:
    """Read what xz packed; raises Unreadable."""
    return _read(content, opening, lzma.LZMAFile)


def read_zstandard(content: bytes, opening: Opening) -> Transcript:
    """Read what Zstandard packed; raises Unreadable."""
    unpacking = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    return _read(content, opening, unpacking.stream_reader)


def _read(content: bytes, opening: Opening, unpack: Unpack, name: str = "") -> Transcript:
    try:
        with unpack(BytesIO(content)) as stream:
            held = bounded(stream, len(content), opening.most)
    except FAULTS as error:
        raise Unreadable(UnreadableReason.DAMAGED, "what was packed is damaged") from error
    return opening.unpacked(name, held)


def bounded(stream: Stream, packed: int, most: int) -> bytes:
    """Read a stream that unpacks so many bytes; raises Unreadable for too much, in all or for what
    was packed.
    """
    most = min(most, max(ALWAYS_FINE, RATIO * packed))
    content = b""
    while len(content) <= most and (more := stream.read(most + 1 - len(content))):
        content += more
    if len(content) > most:
        raise Unreadable(UnreadableReason.TOO_LARGE, f"it unpacks to more than {most} bytes")
    return content
