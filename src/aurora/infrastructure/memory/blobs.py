"""Contents in memory."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Collection, Mapping, Sequence

from aurora.domains.blobs import ContentLost

PART = 65_536


class MemoryBlobs:
    """Immutable contents by their hash; `contents` is open to tests that damage one."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    async def put(self, content: bytes) -> str:
        """Keep the content and give its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.contents[sha256] = content
        return sha256

    async def put_all(self, contents: Sequence[bytes]) -> Sequence[str]:
        """Keep several contents and give their hashes."""
        return [await self.put(content) for content in contents]

    async def put_parts(self, parts: AsyncIterable[bytes]) -> str:
        """Keep a content that arrives in parts and give its hash."""
        return await self.put(b"".join([part async for part in parts]))

    async def get(self, sha256: str) -> bytes:
        """Give the content back; raises ContentLost when it is missing or damaged."""
        content = self.contents.get(sha256)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise ContentLost(sha256)
        return content

    async def get_parts(self, sha256: str) -> AsyncIterator[bytes]:
        """Give the content part by part; raises ContentLost like `get`."""
        content = await self.get(sha256)
        for start in range(0, len(content), PART):
            yield content[start : start + PART]

    async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
        """Give several contents; raises ContentLost when one is missing or damaged."""
        return {sha256: await self.get(sha256) for sha256 in hashes}

    async def delete(self, sha256: str) -> None:
        """Forget the content; nothing happens when there is none."""
        self.contents.pop(sha256, None)
