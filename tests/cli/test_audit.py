"""`aurora audit` shows who did what, and finds out who touched that record."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import text
from tests.cli.command_line import CommandLine
from tests.journeys.living import Living

from aurora.infrastructure.postgres.engine import connect

SECONDS = 30
PASSWORD = "correct horse battery staple"


async def entries(cli: CommandLine, *options: str) -> list[Any]:
    """Wait until there are such entries: they are sealed within a second or two."""
    async with asyncio.timeout(SECONDS):
        while True:
            result = await cli("audit", "list", *options, "--json")
            if result.exit_code == 0:
                return list(msgspec.json.decode(result.stdout))
            assert result.exit_code == 3, result.output
            await asyncio.sleep(0.2)


async def owned(aurora: Living, *statements: str) -> None:
    urls = msgspec.json.decode((aurora.data_dir / "run" / "urls.json").read_bytes())
    engine = connect(urls["owner"], pool=1)
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def test_a_change_is_listed_with_who_what_and_from_where(
    cli: CommandLine, aurora: Living
) -> None:
    body = {"email": "lia@a.example", "name": "Lia", "password": PASSWORD, "role": "viewer"}
    created = await aurora.post("/v1/users", body)
    (entry,) = await entries(cli, "--subject", created["id"], "--action", "CreateUser")
    shown = await cli("audit", "list", "--subject", created["id"])

    assert (entry["principal_kind"], entry["outcome"]) == ("key", "done")
    assert entry["subjects"] == [{"kind": "user", "id": created["id"]}]
    assert entry["address"] == "127.0.0.1"
    assert "lia@a.example" not in msgspec.json.encode(entry).decode()
    assert "Lia" not in msgspec.json.encode(entry).decode()
    assert f"CreateUser\tdone\tuser {created['id']}\t127.0.0.1" in shown.stdout


async def test_whoever_is_refused_is_listed_within_seconds(
    cli: CommandLine, aurora: Living
) -> None:
    body = {"email": "nobody@a.example", "password": "not the password at all"}
    async with httpx.AsyncClient(base_url=aurora.url, trust_env=False) as stranger:
        assert (await stranger.post("/v1/auth/login", json=body)).status_code == 401
    found = await entries(cli, "--action", "Login", "--outcome", "unauthenticated")

    assert {entry["principal_kind"] for entry in found} == {"anonymous"}
    assert {entry["address"] for entry in found} == {"127.0.0.1"}


async def test_what_nobody_did_is_not_listed(cli: CommandLine) -> None:
    assert (await cli("audit", "list", "--until", "2000-01-01")).exit_code == 3
    assert (await cli("audit", "list", "--since", "yesterday")).exit_code == 2


async def test_the_whole_log_is_exported_as_lines_the_oldest_first(
    cli: CommandLine, tmp_path: Path
) -> None:
    await entries(cli)
    file = tmp_path / "audit.jsonl"
    result = await cli("audit", "export", "--since", "1d", "--output", str(file))
    lines = [msgspec.json.decode(line) for line in await asyncio.to_thread(read, file)]

    assert result.exit_code == 0, result.output
    assert [line["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert len({line["hash"] for line in lines}) == len(lines)


def read(file: Path) -> list[str]:
    return file.read_text().splitlines()


async def test_a_log_that_nobody_touched_is_whole_and_one_that_was_is_not(
    cli: CommandLine, aurora: Living
) -> None:
    await entries(cli)
    log = str(aurora.data_dir / "logs" / "worker.log")
    whole = await cli("audit", "verify", "--log", log)
    assert whole.exit_code == 0, whole.output
    assert "whole" in whole.stdout
    assert " 0 checkpoints" not in whole.stdout

    second = "(SELECT entry_id FROM audit_chain WHERE sequence = 2)"
    edit = f"UPDATE audit_entries SET count = count {{}} 1 WHERE id = {second}"  # noqa: S608
    await owned(aurora, edit.format("+"))
    found = await cli.json("audit", "verify", "--log", log, code=1)
    told = await cli("audit", "verify")
    await owned(aurora, edit.format("-"))

    assert (found["fault"]["sequence"], found["fault"]["wrong"]) == (2, "edited")
    assert told.exit_code == 1
    assert "Entry 2 is edited" in told.stdout
    assert (await cli("audit", "verify")).exit_code == 0


async def test_aurora_serves_under_a_role_that_cannot_touch_it(aurora: Living) -> None:
    logs = [aurora.data_dir / "logs" / name for name in ("worker.log", "web.log")]
    for log in logs:
        assert "not protected" not in await asyncio.to_thread(log.read_text)
