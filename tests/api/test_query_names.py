"""A slip in the name of a parameter is refused, wherever it is made."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.library import Library
from tests.people import EDITOR

from aurora.api import knowledge


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with served(Library(handlers=(authenticate,)).bus, knowledge.ROUTES) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("q=rios&collection_ids=1", "collection_ids"),
        ("q=rios&colection=1", "colection"),
        ("q=rios&Limit=5", "Limit"),
        ("q=rios&limit=5&offset=", "offset"),
        ("q=rios&limit=5&%F0%9F%8C%8A=1", "🌊"),
    ],
)
async def test_an_unknown_name_is_refused_by_name(client: Client, query: str, named: str) -> None:
    refused = await client.get(f"/v1/search?{query}", headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (400, named)
    assert refused.json()["detail"].endswith("it may have collection_id, limit, q")
    known = await client.get("/v1/search?q=rios&limit=5", headers=as_(EDITOR))
    assert known.status_code == 200


async def test_who_may_not_ask_at_all_is_told_that_first(client: Client) -> None:
    assert (await client.get("/v1/search?colection=1")).status_code == 401


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_what_changes_something_takes_no_more(client: Client, method: str) -> None:
    path = "/v1/collections" if method == "POST" else f"/v1/documents/{EDITOR.id}"
    refused = await client.request(method, f"{path}?force=1", headers=as_(EDITOR))
    assert (refused.status_code, refused.json()["field"]) == (400, "force")


@pytest.mark.parametrize("path", ["/health/live?verbose=1", "/?from=here"])
async def test_what_is_open_to_all_takes_any(client: Client, path: str) -> None:
    assert (await client.get(path, follow_redirects=False)).status_code in {200, 302}
