"""Content encodings undone step by step, so that no answer grows beyond its limits."""

from collections.abc import Iterator, Sequence

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.decoders import DECODERS, Decoder

ACCEPTED = "gzip, deflate, br, zstd"
RATIO_FROM = 1024 * 1024
DEEP = 2
# of https://www.iana.org/assignments/http-parameters those that nobody asks for here; any other
# name, such as that of a charset, stands for nothing that was done to the body
NOT_UNDONE = frozenset({"aes128gcm", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress"})


class Layer:
    """One of the encodings of a body, and how much has come out of it."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder, self._empty, self.given = decoder, True, 0

    @property
    def complete(self) -> bool:
        """Whether the encoded body has ended as it should, or never began."""
        return self._empty or self._decoder.complete

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give what the data decodes to."""
        self._empty = self._empty and not data
        for piece in self._decoder.pieces(data):
            self.given += len(piece)
            yield piece


class Body:
    """Collects the body of an answer; refuses what is too large, a bomb or damaged."""

    def __init__(self, encoding: str, *, limit: int, ratio: int) -> None:
        self._layers = [Layer(DECODERS[name]()) for name in reversed(_names(encoding))]
        self._limit, self._ratio = limit, ratio
        self._received, self._decoded = 0, bytearray()

    @property
    def size(self) -> int:
        """How many bytes are kept of it so far."""
        return len(self._decoded)

    def add(self, data: bytes) -> None:
        """Decode the next bytes from the wire; what is refused is let go of at once, not when the
        fault is forgotten that tells of it.
        """
        try:
            self._take(data)
        except FetchFailed:
            self._decoded = bytearray()
            raise

    def finish(self) -> bytes:
        """Give the whole decoded body, once."""
        if not all(layer.complete for layer in self._layers):
            raise FetchFailed(FetchError.ENCODING, "the compressed body ends too early")
        body, self._decoded = bytes(self._decoded), bytearray()
        return body

    def _take(self, data: bytes) -> None:
        self._received += len(data)
        if self._received > self._limit:
            raise too_large(self._limit)
        try:
            for piece in self._undone(data, self._layers):
                self._decoded += piece
        except ValueError as error:
            raise FetchFailed(FetchError.ENCODING, f"the body is damaged: {error}") from None

    def _undone(self, data: bytes, layers: Sequence[Layer]) -> Iterator[bytes]:
        if not layers:
            yield data
            return
        outer, *inner = layers
        for piece in outer.pieces(data):
            self._check(outer.given)
            yield from self._undone(piece, inner)

    def _check(self, size: int) -> None:
        if size > max(RATIO_FROM, self._ratio * self._received):
            raise FetchFailed(
                FetchError.BOMB, f"the body grows more than {self._ratio} times when decompressed"
            )
        if size > self._limit:
            raise too_large(self._limit)


def _names(encoding: str) -> list[str]:
    told = [name.strip().lower() for name in encoding.split(",")]
    if refused := next((name for name in told if name in NOT_UNDONE), None):
        raise FetchFailed(FetchError.ENCODING, f"the content encoding {refused!r} is not known")
    names = [name for name in told if name in DECODERS]
    if len(names) > DEEP:
        raise FetchFailed(FetchError.ENCODING, f"the body is encoded more than {DEEP} times")
    return names


def too_large(limit: int) -> FetchFailed:
    """Say that an answer passes the limit of bytes."""
    return FetchFailed(FetchError.TOO_LARGE, f"the answer is larger than {limit:,} bytes")
