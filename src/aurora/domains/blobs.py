"""Texts and raw pages by the SHA-256 of their content."""

from collections.abc import AsyncIterable, AsyncIterator, Collection, Mapping, Sequence
from typing import Protocol

from aurora.domains.errors import Unavailable

LOST_SECONDS = 60


class ContentLost(Unavailable):
    """One content is missing or damaged in a store that is there: until somebody puts it back."""

    def __init__(self, sha256: str, how: str = "missing or damaged") -> None:
        super().__init__(f"the content {sha256} is {how}", LOST_SECONDS)
        self.sha256 = sha256


class Blobs(Protocol):
    """A store of immutable contents, addressed by their own hash."""

    async def put(self, content: bytes) -> str:
        """Keep the content durably and give its SHA-256 in hexadecimal."""
        ...

    async def put_all(self, contents: Sequence[bytes]) -> Sequence[str]:
        """Keep several contents durably, at less cost than one by one, and give their hashes."""
        ...

    async def put_parts(self, parts: AsyncIterable[bytes]) -> str:
        """Keep a content that arrives in parts and is never held whole, and give its hash.

        Nothing is kept of parts that end with an exception, or of whose giver dies.
        """
        ...

    async def get(self, sha256: str) -> bytes:
        """Give the content back; raises ContentLost when it is missing or damaged."""
        ...

    def get_parts(self, sha256: str) -> AsyncIterator[bytes]:
        """Give the content part by part; raises ContentLost before the first part when it is
        missing, and after the last one at the latest when it is damaged.
        """
        ...

    async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
        """Give several contents by their hashes; raises ContentLost when one is missing or
        damaged.
        """
        ...

    async def delete(self, sha256: str) -> None:
        """Forget the content; nothing happens when there is none."""
        ...
