"""An API key as its holder sees it: `aur_<environment>_<key id>_<secret>_<crc32>`."""

import hashlib
from uuid import UUID

import msgspec

from aurora.domains.errors import Invalid
from aurora.domains.identity import base62

BRAND = "aur"
ID_WIDTH, SECRET_WIDTH = 22, 43


class Environment(msgspec.Struct, frozen=True):
    """What keys of this installation say about where they belong: `local`, `test`, `live`."""

    name: str

    def __post_init__(self) -> None:
        if not (self.name.isascii() and self.name.isalnum() and len(self.name) <= 20):
            raise Invalid("an environment has 1 to 20 letters and digits", "environment")


class PlainKey(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a key; it exists when the key is issued and when it is used, never at rest."""

    id: UUID
    text: str

    @classmethod
    def mint(cls, environment: Environment, id: UUID, secret: bytes) -> "PlainKey":
        """Write a key with a secret of 32 random bytes."""
        number = int.from_bytes(secret)
        body = "_".join(
            (
                BRAND,
                environment.name,
                base62.encode(id.int, ID_WIDTH),
                base62.encode(number, SECRET_WIDTH),
            )
        )
        return cls(id=id, text=f"{body}_{base62.checksum(body)}")

    @classmethod
    def parse(cls, text: str) -> "PlainKey | None":
        """Read a key; None for anything with a wrong shape or checksum."""
        body, _, checksum = text.rpartition("_")
        if not body.startswith(f"{BRAND}_") or checksum != base62.checksum(body):
            return None
        _, *rest = body.split("_")
        if len(rest) != 3 or len(rest[1]) != ID_WIDTH or len(rest[2]) != SECRET_WIDTH:
            return None
        number = base62.decode(rest[1])
        return cls(id=UUID(int=number), text=text) if _fits(number) else None

    @property
    def prefix(self) -> str:
        """The part that may be shown: it tells keys apart and opens nothing."""
        return "_".join(self.text.split("_")[:3])

    @property
    def sha256(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def looks_like_key(credential: str) -> bool:
    """Tell whether a credential wants to be an API key, not an access token."""
    return credential.startswith(f"{BRAND}_")


def _fits(number: int | None) -> bool:
    return number is not None and number < 1 << 128
