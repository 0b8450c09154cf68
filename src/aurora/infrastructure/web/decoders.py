"""Decoders of single content encodings, each a bounded piece at a time."""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli
import zstandard

STEP = 64 * 1024
GZIP = zlib.MAX_WBITS | 16
MEMBER = b"\x1f"
ZSTD_STEP = 64  # a block of 4 bytes can stand for 128 KiB: 64 bytes give 2 MiB at most
ZSTD_WINDOW = 8 * 1024 * 1024  # RFC 9659
FRAMES = frozenset({0x28, *range(0x50, 0x60)})  # how frames start, those to skip too


class Decoder(Protocol):
    """Undoes one content encoding, a bounded piece at a time."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give what the data decodes to; raise ValueError when it is damaged."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the stream has ended as its format demands."""
        ...


class Zlib:
    """Undoes gzip (also several members) and deflate, with a zlib header or without."""

    def __init__(self, window: int) -> None:
        self._window, self._first = window, b""
        self._stream = None if window == zlib.MAX_WBITS else zlib.decompressobj(window)

    @property
    def complete(self) -> bool:
        """Whether the last member has ended."""
        return self._stream is not None and self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode about 64 KiB at a time; ignore what follows the last member."""
        data, self._first = self._first + data, b""
        if self._stream is None and len(data) < 2:
            self._first = data
            return
        stream = self._stream = self._stream or zlib.decompressobj(_window(data))
        full = False
        while data or full:
            if stream.eof:
                if self._window < GZIP or not data.startswith(MEMBER):
                    return
                stream = self._stream = zlib.decompressobj(self._window)
            piece = _inflated(stream, data)
            yield piece
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            full = len(piece) >= STEP and not stream.eof


def _window(start: bytes) -> int:
    bare = start[0] & 15 != 8 or int.from_bytes(start[:2], "big") % 31 != 0
    return -zlib.MAX_WBITS if bare else zlib.MAX_WBITS


def _inflated(stream: "zlib._Decompress", data: bytes) -> bytes:
    try:
        return stream.decompress(data, STEP)
    except zlib.error as error:
        raise ValueError(str(error)) from None


class Brotli:
    """Undoes brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._stream.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode about 64 KiB at a time; bytes behind the end are damage."""
        full = False
        while data or full:
            try:
                piece: bytes = self._stream.process(data, output_buffer_limit=STEP)
            except brotli.error as error:
                raise ValueError(str(error)) from None
            yield piece
            data, full = b"", len(piece) >= STEP and not self.complete


class Zstd:
    """Undoes zstd (also several frames) with the window that HTTP allows."""

    def __init__(self) -> None:
        self._opener = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
        self._stream = self._opener.decompressobj()

    @property
    def complete(self) -> bool:
        """Whether the last frame has ended."""
        return self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode 64 bytes at a time; ignore what follows the last frame."""
        for start in range(0, len(data), ZSTD_STEP):
            step = data[start : start + ZSTD_STEP]
            while step:
                if self._stream.eof:
                    if step[0] not in FRAMES:
                        return
                    self._stream = self._opener.decompressobj()
                yield self._decoded(step)
                step = self._stream.unused_data if self._stream.eof else b""

    def _decoded(self, step: bytes) -> bytes:
        try:
            return self._stream.decompress(step)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from None


DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": lambda: Zlib(GZIP),
    "x-gzip": lambda: Zlib(GZIP),
    "deflate": lambda: Zlib(zlib.MAX_WBITS),
    "br": Brotli,
    "zstd": Zstd,
}
