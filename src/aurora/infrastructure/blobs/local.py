"""Contents in a local directory, named by their hash, compressed and synced."""

import hashlib
import os
import re
from asyncio import get_running_loop
from collections.abc import AsyncIterable, AsyncIterator, Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import zstandard

from aurora.domains.blobs import ContentLost
from aurora.domains.errors import Unavailable
from aurora.infrastructure.blobs.durable import write_all
from aurora.infrastructure.blobs.parts import LEVEL, PART, Arriving, Leaving, intact, unpacked
from aurora.infrastructure.blobs.recent import RecentContents

R = TypeVar("R")
THREADS = 4  # for reading as for writing: who searches waits for no disk that somebody syncs
CACHED_BYTES = 32_000_000
HASH = re.compile("[0-9a-f]{64}")


class LocalBlobs:
    """Immutable contents under `<first two>/<SHA-256>.zst` of one directory; those kept before
    there were so few directories are under `<first two>/<next two>/`.
    """

    def __init__(self, directory: Path, cached_bytes: int = CACHED_BYTES) -> None:
        self._directory = directory
        self._recent = RecentContents(cached_bytes)
        self._deletions = 0
        self._readers = ThreadPoolExecutor(THREADS, thread_name_prefix="reading blobs")
        self._writers = ThreadPoolExecutor(THREADS, thread_name_prefix="writing blobs")

    async def put(self, content: bytes) -> str:
        """Keep the content durably and give its SHA-256 in hexadecimal."""
        return (await self.put_all([content]))[0]

    async def put_all(self, contents: Sequence[bytes]) -> Sequence[str]:
        """Keep several contents durably, each directory synced once, and give their hashes."""
        return await self._run(lambda: self._put_all(contents), self._writers)

    async def put_parts(self, parts: AsyncIterable[bytes]) -> str:
        """Keep a content that arrives in parts and give its hash; nothing is kept of a torso."""
        arriving = await self._run(lambda: Arriving(self._directory), self._writers)
        try:
            async for part in gathered(parts, PART):
                await self._run(partial(arriving.take, part), self._writers)
            await self._run(lambda: self._settle(arriving), self._writers)
        finally:
            arriving.close()
        return arriving.sha256

    async def get(self, sha256: str) -> bytes:
        """Give the content back; raises ContentLost when it is missing or damaged."""
        return (await self.many([sha256]))[sha256]

    async def get_parts(self, sha256: str) -> AsyncIterator[bytes]:
        """Give the content part by part; ContentLost like `get`, for damage at the end at last."""
        leaving = await self._run(lambda: self._leaving(sha256), self._readers)
        with leaving:
            while part := await self._run(lambda: _next(leaving, sha256), self._readers):
                yield part
        if leaving.sha256 != sha256:
            raise _damaged(sha256)

    async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
        """Give several contents, those not read lately in one go; ContentLost like `get`."""
        recent = {sha256: self._recent.get(sha256) for sha256 in hashes}
        found = {sha256: content for sha256, content in recent.items() if content is not None}
        if missing := [sha256 for sha256 in recent if sha256 not in found]:
            deletions = self._deletions
            read = await self._run(lambda: {one: self._read(one) for one in missing}, self._readers)
            if deletions == self._deletions:
                self._recent.keep(read)
            found |= read
        return found

    async def delete(self, sha256: str) -> None:
        """Forget the content; nothing happens when there is none."""
        await self._run(lambda: self._unlink(sha256), self._writers)
        self._deletions += 1
        self._recent.drop(sha256)

    def close(self) -> None:
        """Let go of the threads."""
        self._readers.shutdown()
        self._writers.shutdown()

    async def _run(self, work: Callable[[], R], threads: ThreadPoolExecutor) -> R:
        try:
            return await get_running_loop().run_in_executor(threads, work)
        except OSError as fault:
            raise Unavailable(f"the store of texts fails: {fault.strerror}") from fault

    def _places(self, sha256: str) -> tuple[str, str]:
        if not HASH.fullmatch(sha256):
            raise Unavailable("what is asked for is not the hash of a content")
        root, first, then = self._directory, sha256[:2], sha256[2:4]
        return f"{root}/{_name(sha256)}", f"{root}/{first}/{then}/{sha256}.zst"

    def _found(self, sha256: str) -> str | None:
        return next((path for path in self._places(sha256) if os.path.exists(path)), None)

    def _unlink(self, sha256: str) -> None:
        for path in self._places(sha256):
            with suppress(FileNotFoundError):
                os.unlink(path)

    def _put_all(self, contents: Sequence[bytes]) -> list[str]:
        hashes = [hashlib.sha256(content).hexdigest() for content in contents]
        packer = zstandard.ZstdCompressor(LEVEL)
        missing = {
            _name(sha256): content
            for sha256, content in zip(hashes, contents, strict=True)
            if not self._kept(sha256)
        }
        packed = {name: packer.compress(content) for name, content in missing.items()}
        write_all(packed, self._directory)
        return hashes

    def _settle(self, arriving: Arriving) -> None:
        kept = self._found(arriving.sha256)
        if kept is None or not intact(kept, arriving.sha256):
            arriving.keep(self._places(arriving.sha256)[0])

    def _leaving(self, sha256: str) -> Leaving:
        try:
            return Leaving(self._found(sha256) or self._places(sha256)[0])
        except FileNotFoundError as missing:
            raise self._missing(sha256) from missing

    def _kept(self, sha256: str) -> bool:
        """Tell whether the content is there, whole; it counts as put now."""
        path = self._found(sha256)
        if path is None:
            return False
        try:
            self._read(sha256)
            os.utime(path)
        except (Unavailable, FileNotFoundError):
            return False
        return True

    def _missing(self, sha256: str) -> Unavailable:
        """Tell a content that is gone from a store that is: a disk or a share may not be there."""
        with suppress(FileNotFoundError), os.scandir(self._directory) as held:
            if any(held):
                return ContentLost(sha256, "missing")
        return Unavailable(f"the content {sha256} is missing, and the store of texts is empty")

    def _read(self, sha256: str) -> bytes:
        try:
            with open(self._found(sha256) or self._places(sha256)[0], "rb") as file:
                content = unpacked(file.read())
        except FileNotFoundError as missing:
            raise self._missing(sha256) from missing
        except zstandard.ZstdError as damage:
            raise _damaged(sha256) from damage
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(sha256)
        return content


async def gathered(parts: AsyncIterable[bytes], size: int) -> AsyncIterator[bytes]:
    """Give parts of at least that size, but for the last one."""
    held, length = [], 0
    async for part in parts:
        held.append(part)
        length += len(part)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)


def _next(leaving: Leaving, sha256: str) -> bytes:
    try:
        return leaving.give()
    except zstandard.ZstdError as damage:
        raise _damaged(sha256) from damage


def _damaged(sha256: str) -> ContentLost:
    return ContentLost(sha256, "damaged")


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.zst"
