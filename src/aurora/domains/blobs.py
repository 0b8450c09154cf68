"""Texts and raw pages by the SHA-256 of their content."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol


class Blobs(Protocol):
    """A store of immutable contents, addressed by their own hash."""

    async def put(self, content: bytes) -> str:
        """Keep the content durably and give its SHA-256 in hexadecimal."""
        ...

    async def put_all(self, contents: Sequence[bytes]) -> Sequence[str]:
        """Keep several contents durably, at less cost than one by one, and give their hashes."""
        ...

    async def get(self, sha256: str) -> bytes:
        """Give the content back; raises Unavailable when it is missing or damaged."""
        ...

    async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
        """Give several contents by their hashes; raises Unavailable when one is missing or
        damaged.
        """
        ...

    async def delete(self, sha256: str) -> None:
        """Forget the content; nothing happens when there is none."""
        ...
