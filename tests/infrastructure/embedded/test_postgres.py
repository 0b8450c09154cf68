import asyncio
import os
import signal
from pathlib import Path

import asyncpg
import pytest
from tests.infrastructure.embedded.waiting import soon, sql

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import launch, processes
from aurora.infrastructure.embedded.postgres import EmbeddedPostgres
from aurora.infrastructure.embedded.process import spawn

FAST = {"fsync": "off"}


@pytest.mark.parametrize("identity", [launch.UNPRIVILEGED, launch.NOBODY])
async def test_a_cluster_serves_whoever_started_it(tmp_path: Path, identity: str) -> None:
    postgres = EmbeddedPostgres(tmp_path, settings=FAST, identity=identity)
    url = await postgres.start()
    try:
        assert await sql(url, "SELECT lower('ÇÃO')") == "ção"
    finally:
        await postgres.stop()


async def test_a_cluster_outlives_a_change_of_identity(tmp_path: Path) -> None:
    for identity in (launch.NOBODY, launch.UNPRIVILEGED, launch.NOBODY):
        postgres = EmbeddedPostgres(tmp_path, settings=FAST, identity=identity)
        url = await postgres.start()
        await sql(url, "CREATE TABLE IF NOT EXISTS visits (n int)")
        await sql(url, "INSERT INTO visits VALUES (1)")
        await postgres.stop()
    url = await postgres.start()
    assert await sql(url, "SELECT count(*) FROM visits") == 3
    await postgres.stop()


async def left_behind(postgres: EmbeddedPostgres, url: str) -> asyncio.subprocess.Process:
    child = postgres.child
    orphan = await spawn(
        child.argv,
        env=child.env,
        log=child.log,
        death_signal=None,
        identity=child.identity,
        directory=child.directory,
    )
    await soon(lambda: sql(url, "SELECT 1"))
    return orphan


async def test_a_server_that_nobody_remembers_is_ended_before_the_next_starts(
    tmp_path: Path,
) -> None:
    postgres = EmbeddedPostgres(tmp_path, settings=FAST)
    url = await postgres.start()
    await postgres.stop()
    orphan = await left_behind(postgres, url)
    await sql(url, "CREATE TABLE kept AS SELECT 1")
    await postgres.start()
    assert await orphan.wait() == 0
    assert await sql(url, "SELECT count(*) FROM kept") == 1
    await postgres.stop()


async def test_a_stranger_with_the_old_number_does_not_keep_it_from_starting(
    tmp_path: Path,
) -> None:
    postgres = EmbeddedPostgres(tmp_path, settings=FAST)
    url = await postgres.start()
    lock = tmp_path / "postgres" / "data" / "postmaster.pid"
    old = lock.read_text()
    os.kill(postgres.child.pid or 0, signal.SIGKILL)
    await postgres.child.ended()
    stranger = await asyncio.create_subprocess_exec("sleep", "600")
    lock.write_text(old.replace(old.split()[0], str(stranger.pid), 1))
    await postgres.start()
    assert await sql(url, "SELECT 1") == 1
    assert processes.look(stranger.pid)
    stranger.kill()
    await stranger.wait()
    await postgres.stop()


async def test_an_open_transaction_does_not_delay_the_stop(tmp_path: Path) -> None:
    postgres = EmbeddedPostgres(tmp_path, settings=FAST)
    url = await postgres.start()
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("BEGIN")
    await postgres.stop()
    assert postgres.child.pid is None
    assert connection.is_closed()


async def test_missing_binaries_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="nowhere/initdb"):
        await EmbeddedPostgres(tmp_path, binaries=tmp_path / "nowhere").start()


async def test_a_half_made_cluster_is_made_again(tmp_path: Path) -> None:
    draft = tmp_path / "postgres" / "draft"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")
    postgres = EmbeddedPostgres(tmp_path, settings=FAST)
    assert await sql(await postgres.start(), "SELECT 1") == 1
    await postgres.stop()


async def test_a_cluster_of_an_earlier_version_gets_the_role_that_runs_aurora(
    tmp_path: Path,
) -> None:
    postgres = EmbeddedPostgres(tmp_path, settings=FAST)
    await sql(await postgres.start(), "DROP ROLE aurora_runtime")
    await postgres.stop()
    await postgres.start()
    try:
        assert await sql(postgres.runtime_url, "SELECT current_user::text") == "aurora_runtime"
        assert await sql(
            postgres.url, "SELECT rolsuper FROM pg_roles WHERE oid = 'aurora'::regrole"
        )
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await sql(postgres.runtime_url, "CREATE TABLE mine (n int)")
    finally:
        await postgres.stop()
