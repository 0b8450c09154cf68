"""Which bodies are read."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.library import Library
from tests.people import EDITOR

from aurora.api import handing_in, knowledge

JSON = "application/json"
FINE = b'{"name": "Rivers"}'


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    library = Library(handlers=(authenticate,))
    async with served(library.bus, (*knowledge.ROUTES, *handing_in.ROUTES)) as client:
        yield client


@pytest.mark.parametrize(
    "media_type", [JSON, "Application/JSON", "application/json; charset=utf-8"]
)
async def test_json_that_says_so_is_read(client: Client, media_type: str) -> None:
    headers = as_(EDITOR, **{"Content-Type": media_type})
    answer = await client.post("/v1/collections", content=FINE, headers=headers)
    assert answer.status_code == 201


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_what_does_not_say_it_is_json_is_another_media_type(
    client: Client, media_type: str
) -> None:
    headers = as_(EDITOR, **{"Content-Type": media_type})
    answer = await client.post("/v1/collections", content=FINE, headers=headers)
    assert answer.status_code == 415
    assert JSON in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no body"),
        (b"{", "no JSON"),
        (b'{"name": "\xff"}', "no JSON"),
        (b"[" * 100_000, "too deeply"),
        (b'{"name": ' * 100_000, "too deeply"),
    ],
)
async def test_what_cannot_be_decoded_is_refused_with_its_reason(
    client: Client, body: bytes, reason: str
) -> None:
    headers = as_(EDITOR, **{"Content-Type": JSON})
    answer = await client.post("/v1/collections", content=body, headers=headers)
    assert answer.status_code == 400
    assert reason in answer.json()["detail"]
