"""Every failure is a problem document that says what, where and under which request id."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from tests.counter import Counter, as_

from aurora.domains.errors import (
    AuroraError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Stale,
    Unauthenticated,
    Unavailable,
)

Client = AsyncTestClient[Litestar]


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
async def client(counter: Counter) -> AsyncIterator[Client]:
    async with AsyncTestClient(counter.app, raise_server_exceptions=False) as client:
        yield client


class TitleTaken(Conflict):
    """An error of a context's own."""


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Invalid("x"), 422),
        (Unauthenticated("x"), 401),
        (Forbidden("x"), 403),
        (NotFound("x"), 404),
        (Conflict("x"), 409),
        (TitleTaken("x"), 409),
        (Stale("x"), 409),
        (Unavailable("x"), 503),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, AuroraError) else str(value),
)
async def test_each_kind_of_error_has_its_status(
    counter: Counter, client: Client, error: AuroraError, status: int
) -> None:
    counter.fails_with(error)
    answer = await client.get("/v1/fails", headers={"X-Request-ID": "r-1"})

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["detail"], problem["request_id"]) == (status, "x", "r-1")
    assert problem["title"]


async def test_the_field_is_named(counter: Counter, client: Client) -> None:
    counter.fails_with(Invalid("too long", "title"))

    assert (await client.get("/v1/fails")).json()["field"] == "title"


async def test_who_comes_too_early_is_told_when_to_come(counter: Counter, client: Client) -> None:
    counter.fails_with(Unavailable("rebuilding", retry_after=7))

    assert (await client.get("/v1/fails")).headers["retry-after"] == "7"


async def test_who_is_unknown_is_told_how_to_say_who_they_are(client: Client) -> None:
    answer = await client.get("/v1/tallies/00000000-0000-0000-0000-000000000001")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_who_sent_a_token_that_opens_nothing_is_told_that_it_is_at_fault(
    client: Client, counter: Counter
) -> None:
    junk = await client.get(f"/v1/tallies/{UUID(int=1)}", headers=as_("nobody"))
    counter.fails_with(Unauthenticated("another password"))
    known = await client.get("/v1/fails", headers=as_("viewer"))

    assert junk.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert known.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "editor", ""])
async def test_a_header_that_is_no_bearer_is_refused(client: Client, header: str) -> None:
    answer = await client.get("/v1/fails", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_a_fault_of_ours_tells_nothing_of_its_inside(client: Client) -> None:
    answer = await client.get("/v1/fails")

    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b'{"name": "sheep", "colour": "white"}', "colour"),
        (b'{"name": 7}', "name"),
        (b"{}", "name"),
        (b"[]", None),
        (b"{", None),
        (b"", None),
        (b'{"name": "\xff"}', None),
    ],
)
async def test_a_body_of_the_wrong_shape_is_the_callers_fault(
    client: Client, content: bytes, field: str | None
) -> None:
    headers = as_("editor", Content_Type="application/json")
    answer = await client.post("/v1/tallies", content=content, headers=headers)

    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json().get("field") == field


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"), ("cursor=x", "cursor")],
)
async def test_a_parameter_of_the_wrong_shape_is_named(
    client: Client, query: str, field: str
) -> None:
    answer = await client.get(f"/v1/pages?{query}")

    assert (answer.status_code, answer.json()["field"]) == (400, field)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/nowhere", 404), ("GET", "/v1/tallies/7", 404), ("PUT", "/v1/tallies", 405)],
)
async def test_what_is_not_there_is_a_problem_too(
    client: Client, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path, headers=as_("editor"))

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
