"""A refresh token as its holder sees it: `aurr_<secret>_<crc32>`, opaque to everybody."""

import hashlib
from typing import Self

import msgspec

from aurora.domains.identity import base62

BRAND = "aurr"
SECRET_WIDTH = 43


class RefreshToken(msgspec.Struct, frozen=True):
    """The text of a token; it exists when it is given out and when it is used, never at rest."""

    text: str

    @classmethod
    def mint(cls, secret: bytes) -> Self:
        """Write a token with a secret of 32 random bytes."""
        body = f"{BRAND}_{base62.encode(int.from_bytes(secret), SECRET_WIDTH)}"
        return cls(f"{body}_{base62.checksum(body)}")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a token; None for anything with a wrong shape or checksum."""
        body, _, checksum = text.rpartition("_")
        brand, _, secret = body.partition("_")
        shaped = brand == BRAND and len(secret) == SECRET_WIDTH
        return cls(text) if shaped and checksum == base62.checksum(body) else None

    @property
    def sha256(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()
