"""Values that knowledge speaks in."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

import msgspec

from aurora.domains.principal import Permission, Principal

Vector = Sequence[float]


_uuid = lru_cache(maxsize=10_000)(UUID)


class Role(StrEnum):
    """What a grant on a collection allows; each role includes the ones before it."""

    READER = "reader"
    WRITER = "writer"
    OWNER = "owner"

    def includes(self, other: "Role") -> bool:
        """Tell whether this role allows what the other one does."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


def permits(grants: Mapping[UUID, Role], by: Principal, role: Role) -> bool:
    """Tell whether the caller holds the role on a collection: by one of its grants, or because it
    manages them all.
    """
    held = (grants[id] for id in by.ids if id in grants)
    return by.may(Permission.MANAGE_COLLECTIONS) or any(one.includes(role) for one in held)


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A passage: characters `[start, end)` of a stored text and the SHA-256 (hexadecimal) of
    those characters in UTF-8; `language` (BCP 47) where it is another than the document's.
    """

    start: int
    end: int
    sha256: str
    language: str | None = None

    def within(self, text: str) -> str:
        """Give the passage's characters."""
        return text[self.start : self.end]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Mark a passage of the text."""
        return cls(start, end, sha256(text[start:end].encode()).hexdigest())


class PassageRef(msgspec.Struct, frozen=True, order=True):
    """Where a passage stands: document, version of its text, characters `[start, end)`."""

    document_id: UUID
    version: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """The passage's name in every index."""
        return f"{self.document_id.hex}:{self.version}:{self.start}-{self.end}"

    @classmethod
    def parse(cls, key: str) -> "PassageRef":
        """Read a key back."""
        document, version, characters = key.split(":")
        start, end = characters.split("-")
        return cls(_uuid(document), int(version), int(start), int(end))
