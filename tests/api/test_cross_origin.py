"""Which pages of other origins may ask."""

from collections.abc import AsyncIterator

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from tests.counter import Counter, as_

Client = AsyncTestClient[Litestar]
OURS, THEIRS = "https://app.example", "https://app.example.evil"
ASKED = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    app = Counter(origins=(OURS,)).app
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        yield client


async def test_a_page_of_ours_may_ask_and_sees_what_it_needs(client: Client) -> None:
    before = await client.options("/v1/tallies", headers={"Origin": OURS, **ASKED})
    answer = await client.post("/v1/tallies", json={}, headers=as_("editor", Origin=OURS))

    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == OURS
    assert "authorization" in before.headers["access-control-allow-headers"]
    assert answer.headers["access-control-allow-origin"] == OURS
    assert answer.headers["vary"] == "Origin"
    seen = answer.headers["access-control-expose-headers"].split(", ")
    assert {"RateLimit", "Aurora-Position", "X-Request-ID", "Retry-After"} <= set(seen)


async def test_refusals_can_be_read_there_too(client: Client) -> None:
    answer = await client.get("/v1/nowhere", headers={"Origin": OURS})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (404, OURS)


@pytest.mark.parametrize(
    "origin", [THEIRS, "http://app.example", "https://app.example:444", "null", "https://app"]
)
async def test_no_other_page_may(client: Client, origin: str) -> None:
    before = await client.options("/v1/tallies", headers={"Origin": origin, **ASKED})
    answer = await client.get("/v1/fails", headers={"Origin": origin})

    assert before.status_code == 400
    assert "access-control-allow-origin" not in {*before.headers, *answer.headers}


async def test_no_cache_gives_a_page_of_ours_what_was_said_to_nobody(client: Client) -> None:
    answer = await client.get("/health/live")
    assert answer.headers["vary"] == "Origin"


async def test_credentials_of_the_browser_never_go_along(client: Client) -> None:
    before = await client.options("/v1/tallies", headers={"Origin": OURS, **ASKED})
    assert "access-control-allow-credentials" not in before.headers


async def test_without_origins_no_page_may() -> None:
    async with AsyncTestClient(Counter().app, raise_server_exceptions=False) as client:
        answer = await client.get("/v1/fails", headers={"Origin": OURS})
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_no_browser_guesses_what_an_answer_is(client: Client) -> None:
    answers = [await client.get(path) for path in ("/v1/fails", "/v1/nowhere", "/health/live")]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
