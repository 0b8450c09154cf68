"""What is around every request: ids, counts, health, the description of the API."""

from collections.abc import AsyncIterator
from inspect import iscoroutinefunction

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from tests.counter import Counter, as_

from aurora.api.application import BODY_LIMIT
from aurora.domains.errors import Unavailable

Client = AsyncTestClient[Litestar]


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
async def client(counter: Counter) -> AsyncIterator[Client]:
    async with AsyncTestClient(counter.app, raise_server_exceptions=False) as client:
        yield client


async def test_a_request_keeps_the_id_that_it_brought(client: Client) -> None:
    answer = await client.get("/health/live", headers={"X-Request-ID": "from-the-proxy"})

    assert answer.headers["x-request-id"] == "from-the-proxy"


@pytest.mark.parametrize("given", ["", "x" * 101, "a\tb", "ana@example.org", "Ana Lima"])
async def test_a_request_without_a_sane_id_gets_one(client: Client, given: str) -> None:
    answers = [await client.get("/health/live", headers={"X-Request-ID": given}) for _ in range(2)]

    ids = {answer.headers["x-request-id"] for answer in answers}
    assert len(ids) == 2
    assert {len(id) for id in ids} == {32}


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/fails", "/v1/tallies/x"])
async def test_every_answer_has_an_id(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["x-request-id"]


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/fails", "/v1/pages"])
async def test_no_cache_keeps_what_the_api_says(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["cache-control"] == "no-store"


async def test_a_process_that_answers_is_alive(client: Client) -> None:
    answer = await client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_readiness_names_the_component_and_the_reason(
    counter: Counter, client: Client
) -> None:
    ready = await client.get("/health/ready")
    counter.readiness.states["views"] = "being rebuilt: documents"
    waiting = await client.get("/health/ready")

    assert ready.status_code == 200
    assert waiting.status_code == 503
    assert waiting.json()["components"] == {"database": "ok", "views": "being rebuilt: documents"}


async def test_metrics_say_what_readiness_found(counter: Counter, client: Client) -> None:
    counter.readiness.states["views"] = "being rebuilt: documents"
    await client.get("/health/ready")
    shown = (await client.get("/metrics")).text

    assert 'aurora_component_ready{component="database"} 1.0' in shown
    assert 'aurora_component_ready{component="views"} 0.0' in shown


class Waiting:
    """So many entries, or nobody knows."""

    def __init__(self, entries: float | None) -> None:
        self.entries = entries

    async def size(self) -> float:
        if self.entries is None:
            raise Unavailable("the database cannot be reached")
        return self.entries


@pytest.mark.parametrize(("entries", "shown"), [(7.0, "7.0"), (None, "NaN")])
async def test_metrics_say_how_much_of_the_audit_log_waits(
    entries: float | None, shown: str
) -> None:
    app = Counter(unsealed=Waiting(entries)).app
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        answer = await client.get("/metrics")

    assert f"aurora_audit_unsealed_entries {shown}\n" in answer.text


@pytest.mark.parametrize(("texts", "shown"), [(2.0, "2.0"), (None, "NaN")])
async def test_metrics_say_how_many_texts_are_lost(texts: float | None, shown: str) -> None:
    app = Counter(lost=Waiting(texts)).app
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        answer = await client.get("/metrics")

    assert f"aurora_lost_texts {shown}\n" in answer.text


async def test_answers_are_counted_by_route_not_by_path(client: Client) -> None:
    for number in range(3):
        id = f"00000000-0000-0000-0000-00000000000{number}"
        await client.get(f"/v1/tallies/{id}", headers=as_("viewer"))
    shown = (await client.get("/metrics")).text

    [line] = [one for one in shown.splitlines() if "/v1/tallies/{id" in one and "_total" in one]
    assert 'status="404"' in line
    assert line.endswith(" 3.0")


async def test_unknown_paths_are_counted_together(client: Client) -> None:
    for number in range(3):
        await client.get(f"/v1/nowhere/{number}")
    shown = (await client.get("/metrics")).text

    assert "nowhere" not in shown


async def test_the_api_describes_itself(client: Client) -> None:
    described = (await client.get("/api/openapi.json")).json()

    assert described["openapi"].startswith("3.1")
    assert described["info"]["title"] == "Aurora"
    assert {"/v1/tallies", "/v1/counts", "/health/ready"} <= described["paths"].keys()
    assert "/metrics" not in described["paths"]


async def test_the_page_of_the_api_loads_nothing_from_elsewhere(client: Client) -> None:
    page = (await client.get("/api")).text

    assert "/api/assets/swagger-ui-bundle.js" in page
    assert "https://" not in page
    assert "http://" not in page


async def test_a_body_beyond_the_limit_is_refused(client: Client) -> None:
    headers = as_("editor", Content_Length=str(BODY_LIMIT + 1))
    answer = await client.post("/v1/tallies", content=b"{}", headers=headers)

    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_no_guard_costs_a_request_a_thread(counter: Counter) -> None:
    assert all(map(iscoroutinefunction, counter.app.guards))
