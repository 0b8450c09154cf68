"""How contents come to a local directory part by part."""

import asyncio
import os
import signal
import sys
import threading
import tracemalloc
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from tests.infrastructure.blobs.test_local import NAME, TEXT, files, place

from aurora.domains.errors import Unavailable
from aurora.infrastructure.blobs.local import THREADS, LocalBlobs

BLOCK = os.urandom(65_536)
DYING = """
import asyncio, sys
from pathlib import Path
from aurora.infrastructure.blobs.local import LocalBlobs

async def parts():
    yield b"x" * 3_000_000
    print("arriving", flush=True)
    await asyncio.sleep(60)

asyncio.run(LocalBlobs(Path(sys.argv[1])).put_parts(parts()))
"""


async def in_halves(text: bytes = TEXT) -> AsyncIterator[bytes]:
    yield text[: len(text) // 2]
    yield text[len(text) // 2 :]


async def endless(mebibytes: int) -> AsyncIterator[bytes]:
    for _ in range(mebibytes * 16):
        yield BLOCK


async def test_a_content_that_arrived_lies_under_its_hash_and_alone(tmp_path: Path) -> None:
    await LocalBlobs(tmp_path).put_parts(in_halves())
    assert files(tmp_path) == [place(tmp_path)]
    assert place(tmp_path).stat().st_mode & 0o777 == 0o600


async def test_where_an_open_file_cannot_be_named_it_is_copied_to_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    blobs = LocalBlobs(tmp_path)
    assert await blobs.put_parts(in_halves()) == NAME
    assert files(tmp_path) == [place(tmp_path)]
    assert await blobs.get(NAME) == TEXT


@pytest.mark.parametrize(
    "damaged",
    [b"", b"not compressed", zstandard.compress(TEXT)[:-3], zstandard.compress(b"other")],
    ids=["empty", "garbled", "cut", "exchanged"],
)
async def test_damage_is_noticed_on_the_way_out_and_healed_by_arriving_again(
    tmp_path: Path, damaged: bytes
) -> None:
    blobs = LocalBlobs(tmp_path)
    await blobs.put_parts(in_halves())
    place(tmp_path).write_bytes(damaged)
    with pytest.raises(Unavailable, match="damaged"):
        assert [part async for part in blobs.get_parts(NAME)]
    await blobs.put_parts(in_halves())
    assert await blobs.get(NAME) == TEXT


async def test_a_content_is_never_held_whole(tmp_path: Path) -> None:
    blobs, size = LocalBlobs(tmp_path), 24
    tracemalloc.start()
    try:
        kept = await blobs.put_parts(endless(size))
        told = sha256()
        async for part in blobs.get_parts(kept):
            told.update(part)
        assert tracemalloc.get_traced_memory()[1] < size * 1_000_000 / 3
    finally:
        tracemalloc.stop()
    assert told.hexdigest() == kept


async def test_nothing_is_left_of_what_arrived_when_its_taker_was_killed(tmp_path: Path) -> None:
    taker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", DYING, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert taker.stdout
    assert await taker.stdout.readline() == b"arriving\n"
    taker.send_signal(signal.SIGKILL)
    await taker.communicate()
    assert files(tmp_path) == []


async def test_who_reads_does_not_wait_for_a_disk_that_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, syncing = threading.Event(), threading.Semaphore(0)

    def slow(_: int) -> None:
        syncing.release()
        synced.wait()

    blobs = LocalBlobs(tmp_path, cached_bytes=0)
    known = await blobs.put(TEXT)
    monkeypatch.setattr(os, "fsync", slow)
    puts = [
        asyncio.create_task(blobs.put_parts(in_halves(TEXT * n))) for n in range(2, THREADS + 2)
    ]
    for _ in puts:
        await asyncio.to_thread(syncing.acquire)
    try:
        assert await asyncio.wait_for(blobs.get(known), 10) == TEXT
    finally:
        synced.set()
        await asyncio.gather(*puts)


async def test_a_disk_that_fails_is_unavailable_for_parts_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="File exists"):
        await LocalBlobs(tmp_path / "file").put_parts(in_halves())
