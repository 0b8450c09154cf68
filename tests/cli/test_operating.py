"""`aurora rebuild` and `aurora replay` operate on the stores of a running Aurora."""

import asyncio
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.cli.command_line import CommandLine
from tests.cli.waiting import SECONDS, stored
from tests.journeys.living import Living

from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.parking import PostgresParking


async def found(cli: CommandLine) -> list[Any]:
    results = await cli.json("search", "rebuilding", "--collection", "rebuilt")
    return [(hit["document_id"], hit["start"], hit["score"]) for hit in results["hits"]]


@pytest.fixture(scope="module")
async def remembered(aurora: Living) -> str:
    text = "What is rebuilt is found as it was before rebuilding."
    body = {"collection_id": await aurora.collection("rebuilt"), "content": text}
    ingested = await aurora.post("/v1/documents", body)
    await stored(aurora, ingested["document_id"], by_meaning=True)
    return str(ingested["document_id"])


@pytest.mark.parametrize("name", ["documents", "words", "meaning"])
async def test_what_is_rebuilt_is_found_as_before(
    cli: CommandLine, aurora: Living, remembered: str, name: str
) -> None:
    before = await found(cli)
    assert [hit[0] for hit in before] == [remembered]
    result = await cli("rebuild", name)
    assert result.exit_code == 0, result.output
    assert "being filled" in result.stdout
    await aurora.ready()
    async with asyncio.timeout(SECONDS):
        while await found(cli) != before:  # noqa: ASYNC110  another process fills it
            await asyncio.sleep(0.2)


async def test_an_unknown_projection_is_a_wrong_use(cli: CommandLine) -> None:
    assert (await cli("rebuild", "everything")).exit_code == 2


async def test_where_nothing_runs_there_is_nothing_to_rebuild(stranger: CommandLine) -> None:
    assert (await stranger("rebuild", "documents")).exit_code == 4


async def test_a_parked_subscriber_is_listed_and_released(cli: CommandLine, aurora: Living) -> None:
    urls = msgspec.json.decode((aurora.data_dir / "run" / "urls.json").read_bytes())
    engine = connect(urls["database"], pool=1)
    await PostgresParking(engine).park("policy:of_tests", UUID(int=9), "it cannot")
    await engine.dispose()
    listed = await cli("replay")
    released = await cli.json("replay", "policy:of_tests")
    assert listed.stdout == "policy:of_tests: 1 attempts, it cannot\n"
    assert [one["subscriber"] for one in released] == ["policy:of_tests"]
    assert await cli.json("replay") == []


async def test_a_subscriber_that_runs_has_nothing_to_replay(cli: CommandLine) -> None:
    assert (await cli("replay", "words.v2")).exit_code == 3


async def test_where_the_stores_are_is_readable_by_their_user_alone(aurora: Living) -> None:
    file = aurora.data_dir / "run" / "urls.json"
    assert (await asyncio.to_thread(file.stat)).st_mode & 0o777 == 0o600
