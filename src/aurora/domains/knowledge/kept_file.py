"""How a file is kept: behind a seal of its own.

The store keeps contents by their hash, once each. A file that equals somebody's text would be that
text: to delete the one would delete the other. Behind its seal a file is nobody else's, and goes
when its document goes.
"""

from collections.abc import AsyncIterable, AsyncIterator

SEAL = 32


async def sealed(seal: bytes, parts: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Put the seal before the parts of a file."""
    yield seal
    async for part in parts:
        yield part


async def opened(parts: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Take the seal from the parts of what is kept."""
    left = SEAL
    async for part in parts:
        rest, left = part[left:], max(0, left - len(part))
        if rest:
            yield rest
