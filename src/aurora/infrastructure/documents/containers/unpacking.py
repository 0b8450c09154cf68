"""Packed bytes unpacked under a limit, in memory and nowhere else."""

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Protocol, TypeAlias

import zstandard
from msgspec.structs import replace

from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import Opening

RATIO, ALWAYS_FINE = 1_000, 8 << 20
WINDOW, PIECE = 1 << 27, 1 << 16
DAMAGE = "what was packed is damaged"
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
    return _read(content, opening, unpacking.stream_reader, least=_stated(content))


def _stated(content: bytes) -> int:
    """Give how many bytes the first frame says it has: its end may be missing without a word."""
    try:
        return max(zstandard.frame_content_size(content), 0)
    except zstandard.ZstdError:
        return 0


def _read(
    content: bytes, opening: Opening, unpack: Unpack, name: str = "", least: int = 0
) -> Transcript:
    """Read what was packed, up to where it is damaged."""
    held = bytearray()
    try:
        with unpack(BytesIO(content)) as stream:
            for piece in _pieces(stream, len(content), opening.most):
                held += piece
        if len(held) < least:
            raise EOFError
    except FAULTS as error:
        if not held:
            raise Unreadable(UnreadableReason.DAMAGED, DAMAGE) from error
        opening.leave_out("the rest", UnreadableReason.DAMAGED, DAMAGE)
    found = opening.unpacked(name, bytes(held))
    return replace(found, reasons=tuple(dict.fromkeys((*found.reasons, *opening.reasons))))


def bounded(stream: Stream, packed: int, most: int) -> bytes:
    """Read a stream that unpacks so many bytes; raises Unreadable for too much, in all or for what
    was packed.
    """
    return b"".join(_pieces(stream, packed, most))


def _pieces(stream: Stream, packed: int, most: int) -> Iterator[bytes]:
    left = most = min(most, max(ALWAYS_FINE, RATIO * packed))
    while piece := stream.read(min(PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            raise Unreadable(UnreadableReason.TOO_LARGE, f"it unpacks to more than {most:,} bytes")
        yield piece
