"""Content encodings undone step by step, so that no answer grows beyond its limits."""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import zstandard

from aurora.domains.perception.types import FetchError, FetchFailed

ACCEPTED = "gzip, deflate, zstd"
STEP = 64 * 1024
GZIP = zlib.MAX_WBITS | 16
ZSTD_STEP = 64  # a block of 4 bytes can stand for 128 KiB: 64 bytes give 2 MiB at most
ZSTD_WINDOW = 8 * 1024 * 1024  # RFC 9659
RATIO_FROM = 1024 * 1024


class Decoder(Protocol):
    """Undoes one content encoding, a bounded piece at a time."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give what the data decodes to; raise ValueError when it is damaged."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the stream has ended as its format demands."""
        ...


class Identity:
    """Passes the data through."""

    complete = True

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give the data."""
        yield data


class Zlib:
    """Undoes gzip (also several members) and deflate, with a zlib header or without."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = None if window == zlib.MAX_WBITS else zlib.decompressobj(window)

    @property
    def complete(self) -> bool:
        """Whether the last member has ended."""
        return self._stream is None or self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode at most 64 KiB at a time; ignore what follows the last member."""
        stream = self._stream or self._open(data)
        while data:
            if stream.eof:
                if self._window < GZIP or not data.startswith(b"\x1f"):
                    return
                stream = self._stream = zlib.decompressobj(self._window)
            try:
                yield stream.decompress(data, STEP)
            except zlib.error as error:
                raise ValueError(str(error)) from None
            data = stream.unused_data if stream.eof else stream.unconsumed_tail

    def _open(self, data: bytes) -> "zlib._Decompress":
        bare = len(data) > 1 and (data[0] & 15 != 8 or int.from_bytes(data[:2], "big") % 31 != 0)
        self._stream = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        return self._stream


class Zstd:
    """Undoes zstd with the window that HTTP allows."""

    def __init__(self) -> None:
        opener = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
        self._stream = opener.decompressobj()

    @property
    def complete(self) -> bool:
        """Whether the frame has ended."""
        return self._stream.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode 64 bytes at a time."""
        for start in range(0, len(data), ZSTD_STEP):
            if self._stream.eof:
                return
            try:
                yield self._stream.decompress(data[start : start + ZSTD_STEP])
            except zstandard.ZstdError as error:
                raise ValueError(str(error)) from None


DECODERS: dict[str, Callable[[], Decoder]] = {
    "": Identity,
    "identity": Identity,
    "gzip": lambda: Zlib(GZIP),
    "x-gzip": lambda: Zlib(GZIP),
    "deflate": lambda: Zlib(zlib.MAX_WBITS),
    "zstd": Zstd,
}


class Body:
    """Collects the body of an answer; refuses what is too large, a bomb or damaged."""

    def __init__(self, encoding: str, *, limit: int, ratio: int) -> None:
        name = encoding.strip().lower()
        if name not in DECODERS:
            raise FetchFailed(FetchError.ENCODING, f"the content encoding {name!r} is not known")
        self._decoder = DECODERS[name]()
        self._limit, self._ratio = limit, ratio
        self._received, self._decoded = 0, bytearray()

    def add(self, data: bytes) -> None:
        """Decode the next bytes from the wire."""
        self._received += len(data)
        if self._received > self._limit:
            raise too_large(self._limit)
        try:
            for piece in self._decoder.pieces(data):
                self._decoded += piece
                self._check()
        except ValueError as error:
            raise FetchFailed(FetchError.ENCODING, f"the body is damaged: {error}") from None

    def finish(self) -> bytes:
        """Give the whole decoded body."""
        if self._received and not self._decoder.complete:
            raise FetchFailed(FetchError.ENCODING, "the compressed body ends too early")
        return bytes(self._decoded)

    def _check(self) -> None:
        size = len(self._decoded)
        if size > max(RATIO_FROM, self._ratio * self._received):
            raise FetchFailed(
                FetchError.BOMB, f"the body grows more than {self._ratio} times when decompressed"
            )
        if size > self._limit:
            raise too_large(self._limit)


def too_large(limit: int) -> FetchFailed:
    """Say that an answer passes the limit of bytes."""
    return FetchFailed(FetchError.TOO_LARGE, f"the answer is larger than {limit:,} bytes")
