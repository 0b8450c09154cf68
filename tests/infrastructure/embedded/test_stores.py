import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from tests.infrastructure.embedded.waiting import (
    add_collection,
    collections,
    eventually,
    redis,
    soon,
    sql,
)

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import processes
from aurora.infrastructure.embedded.lock import InUse
from aurora.infrastructure.embedded.stores import EmbeddedStores, StoreUrls

PARENT = Path(__file__).with_name("parent.py")


class Said(msgspec.Struct):
    urls: StoreUrls
    pids: dict[str, int]


@asynccontextmanager
async def running(data_dir: Path) -> AsyncIterator[tuple[EmbeddedStores, StoreUrls]]:
    stores = EmbeddedStores(data_dir)
    urls = await stores.start()
    watching = asyncio.create_task(stores.watch())
    try:
        yield stores, urls
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await stores.stop()


@asynccontextmanager
async def other_parent(data_dir: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, Said]]:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, str(PARENT), str(data_dir), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout
    try:
        yield parent, msgspec.json.decode(await parent.stdout.readline(), type=Said)
    finally:
        with suppress(ProcessLookupError):
            parent.kill()
        await parent.communicate()


async def write_everywhere(urls: StoreUrls) -> None:
    await sql(urls.owner, "CREATE TABLE kept AS SELECT 'kept' AS word")
    await redis(urls.redis, "SET", "word", "kept")
    await redis(urls.redis, "WAITAOF", "1", "0", "0")
    await add_collection(urls.chroma, "kept")


async def assert_kept(urls: StoreUrls) -> None:
    assert await sql(urls.owner, "SELECT word FROM kept") == "kept"
    assert await redis(urls.redis, "GET", "word") == "kept"
    assert await collections(urls.chroma) == ["kept"]


def gone(pids: dict[str, int]) -> bool:
    return not any(processes.look(pid) for pid in pids.values())


async def test_stores_start_with_a_database_and_stop_without_a_trace(tmp_path: Path) -> None:
    stores = EmbeddedStores(tmp_path)
    urls = await stores.start()
    pids = stores.pids()
    assert await sql(urls.database, "SELECT current_database()::text") == "aurora"
    assert set(pids) == {"postgres", "redis", "chroma"}
    await stores.stop()
    await stores.stop()
    assert gone(pids)
    assert stores.pids() == {}


async def test_the_next_start_finds_the_same_data_at_the_same_addresses(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, first):
        await write_everywhere(first)
    async with running(tmp_path) as (_, second):
        assert second == first
        await assert_kept(second)


async def test_a_store_with_a_url_is_not_started(tmp_path: Path) -> None:
    elsewhere = StoreUrls(database="postgresql+asyncpg://db/aurora", chroma="http://chroma:8000")
    stores = EmbeddedStores(tmp_path, external=elsewhere)
    urls = await stores.start()
    try:
        assert set(stores.pids()) == {"redis"}
        assert msgspec.structs.replace(urls, redis="") == elsewhere
        assert urls.redis.startswith("unix://")
    finally:
        await stores.stop()


async def test_killed_stores_come_back_with_their_data(tmp_path: Path) -> None:
    async with running(tmp_path) as (stores, urls):
        await write_everywhere(urls)
        before = stores.pids()
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        await eventually(lambda: came_back(stores, before))
        await soon(lambda: assert_kept(urls))


def came_back(stores: EmbeddedStores, before: dict[str, int]) -> bool:
    now = stores.pids()
    return len(now) == len(before) and not set(now.values()) & set(before.values())


async def test_a_killed_parent_leaves_nothing_behind_and_the_next_start_finds_its_data(
    tmp_path: Path,
) -> None:
    async with other_parent(tmp_path) as (parent, said):
        await write_everywhere(said.urls)
        parent.kill()
        await eventually(lambda: gone(said.pids))
    async with running(tmp_path) as (_, urls):
        await assert_kept(urls)


async def test_parent_and_children_killed_together_lose_nothing(tmp_path: Path) -> None:
    async with other_parent(tmp_path) as (parent, said):
        await write_everywhere(said.urls)
        for pid in (parent.pid, *said.pids.values()):
            with suppress(ProcessLookupError):  # a child may follow its parent first
                os.kill(pid, signal.SIGKILL)
    async with running(tmp_path) as (_, urls):
        await assert_kept(urls)


async def test_a_second_parent_is_refused_and_told_who_holds_the_directory(tmp_path: Path) -> None:
    async with other_parent(tmp_path) as (parent, said):
        with pytest.raises(InUse, match=rf"in use by process {parent.pid}$"):
            await EmbeddedStores(tmp_path).start()
        assert await redis(said.urls.redis, "PING")


async def test_a_failed_start_stops_the_others_and_gives_the_directory_back(tmp_path: Path) -> None:
    stores = EmbeddedStores(tmp_path, postgres_bin=tmp_path / "nowhere")
    with pytest.raises(Unavailable, match="nowhere/initdb"):
        await stores.start()
    assert stores.pids() == {}
    async with running(tmp_path):
        pass


async def test_a_deleted_chroma_directory_is_noticed_and_chroma_starts_afresh(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (stores, urls):
        await add_collection(urls.chroma, "lost")
        before = stores.pids()
        shutil.rmtree(tmp_path / "chroma")
        await eventually(lambda: stores.pids().get("chroma", 0) not in {0, before["chroma"]})
        await eventually((tmp_path / "chroma" / "chroma.sqlite3").exists)
        assert await soon(lambda: collections(urls.chroma)) == []
        assert stores.pids()["postgres"] == before["postgres"]


async def test_chroma_opens_the_files_that_were_put_in_place_of_its_own(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, urls):
        await add_collection(urls.chroma, "restored")
    shutil.copytree(tmp_path / "chroma", tmp_path / "backup")
    shutil.rmtree(tmp_path / "chroma")
    async with running(tmp_path) as (stores, urls):
        before = stores.pids()
        (tmp_path / "chroma").rename(tmp_path / "aside")
        (tmp_path / "backup").rename(tmp_path / "chroma")
        await eventually(lambda: stores.pids().get("chroma", 0) not in {0, before["chroma"]})
        assert await soon(lambda: collections(urls.chroma)) == ["restored"]


async def test_a_long_data_path_works(tmp_path: Path) -> None:
    async with running(tmp_path / ("long" * 40)) as (_, urls):
        await write_everywhere(urls)
        await assert_kept(urls)
