"""The OpenAPI document says of each route how it refuses and what it takes."""

from typing import Any

import pytest
from tests.api.reception import served
from tests.library import Library

from aurora.app import ROUTES

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
READING = {"200", "400", "401", "403", "422", "429", "503"}
SENDING = {"408", "413", "415"}


@pytest.fixture
async def described() -> Any:
    async with served(Library().bus, ROUTES) as client:
        answer = await client.get("/openapi.json")
        assert answer.json() == (await client.get("/api/openapi.json")).json()
        return answer.json()


def operations(described: Any) -> list[Any]:
    paths = {path: of for path, of in described["paths"].items() if path.startswith("/v1/")}
    return [operation for of in paths.values() for operation in of.values()]


async def test_every_refusal_is_described_as_the_problem_that_it_is(described: Any) -> None:
    words_of_oauth = 0
    for operation in operations(described):
        refusals = {s: one for s, one in operation["responses"].items() if int(s) >= 400}
        assert refusals.keys() >= {"400", "401", "422", "429", "503"}, operation
        others = [one for one in refusals.values() if one["content"] != PROBLEM]
        assert not others or operation["operationId"].startswith("V1Oauth")
        words_of_oauth += bool(others)
    assert words_of_oauth == 3
    assert {"title", "status", "detail"} == {
        *described["components"]["schemas"]["Problem"]["required"]
    }


@pytest.mark.parametrize(
    ("path", "method", "statuses"),
    [
        ("/v1/me", "get", READING),
        ("/v1/search", "get", READING | {"404"}),
        ("/v1/documents/{document_id}", "get", READING | {"404"}),
        ("/v1/documents/{document_id}", "delete", READING - {"200"} | {"204", "404", "409"}),
        ("/v1/documents", "post", READING - {"200"} | SENDING | {"201", "202", "404", "409"}),
        ("/v1/map", "post", READING | SENDING | {"202", "409"}),
        ("/v1/auth/login", "post", READING - {"403"} | SENDING | {"409"}),
    ],
)
async def test_a_route_may_answer_as_its_kind_does(
    described: Any, path: str, method: str, statuses: set[str]
) -> None:
    assert set(described["paths"][path][method]["responses"]) == statuses


async def test_a_text_and_a_file_are_answered_each_in_its_way(described: Any) -> None:
    answers = described["paths"]["/v1/documents"]["post"]["responses"]
    shown = {s: answers[s]["content"]["application/json"]["schema"]["$ref"] for s in ("201", "202")}
    names = {status: ref.rpartition("/")[2] for status, ref in shown.items()}
    assert names == {"201": "Ingested", "202": "ReceivedUpload"}


@pytest.mark.parametrize(
    ("path", "method", "keyed"),
    [
        ("/v1/documents", "post", True),
        ("/v1/crawls/{crawl_id}/cancel", "post", True),
        ("/v1/documents/{document_id}", "delete", True),
        ("/v1/documents", "get", False),
        ("/v1/answers", "post", False),
        ("/v1/keys", "post", False),
        ("/v1/auth/login", "post", False),
    ],
)
async def test_commands_whose_answers_are_kept_take_a_key(
    described: Any, path: str, method: str, keyed: bool
) -> None:
    taken = described["paths"][path][method].get("parameters", [])
    assert ("Idempotency-Key" in {one["name"] for one in taken}) is keyed
