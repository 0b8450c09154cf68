"""The gate before an Aurora of its own, for journeys that try to get by it."""

from collections.abc import AsyncIterator

import msgspec
import pytest
from tests.journeys.gate import Gate
from tests.journeys.hostile import ANA, FITTING
from tests.journeys.living import Living, living_briefly

from aurora.commands.identity.login import Login
from aurora.infrastructure.embedded.stores import StoreUrls
from aurora.infrastructure.postgres.engine import connect


@pytest.fixture(scope="module")
async def quiet() -> AsyncIterator[Living]:
    """An Aurora where nobody else does anything."""
    async with living_briefly() as aurora:
        yield aurora


@pytest.fixture(scope="module")
async def open_gate(quiet: Living) -> AsyncIterator[Gate]:
    aurora = quiet
    urls = (aurora.data_dir / "run" / "urls.json").read_bytes()
    database = connect(msgspec.json.decode(urls, type=StoreUrls).database)
    user = await aurora.post("/v1/users", {**ANA, "role": "viewer"})
    tokens = await aurora.post("/v1/auth/login", FITTING[Login])
    await aurora.post("/v1/roles", {"name": "reader", "permissions": ["search"]})
    lakes = await aurora.collection("Lakes")
    ana = {"Authorization": f"Bearer {tokens['access_token']}"}
    made = await aurora.http.post("/v1/me/keys", json={"name": "laptop"}, headers=ana)
    parts = {"collection_id": lakes, "name": "reader", "key_id": made.json()["id"]}
    people = {"user_id": user["id"], "principal_id": user["id"]}
    gate = Gate(aurora, database, tokens, **people, **parts)
    await gate.rested()
    yield gate
    await database.dispose()


@pytest.fixture
async def gate(open_gate: Gate) -> AsyncIterator[Gate]:
    before = await open_gate.kept()
    assert before["events"] > 1
    yield open_gate
    assert await open_gate.kept() == before
