"""Who asks too often is told so, and everybody how they stand."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from tests.counter import Counter, as_

from aurora.api.origins import Proxies
from aurora.api.rate_limits import Gate
from aurora.domains.errors import Unavailable
from aurora.domains.quota import Share, Taken
from aurora.infrastructure.memory.rate_limits import MemoryRateLimits
from aurora.infrastructure.memory.system import MemoryClock

Client = AsyncTestClient[Litestar]
MISSING = "/v1/tallies/00000000-0000-0000-0000-000000000009"


class Closed:
    """Limits that nobody may ask for."""

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Fail the test."""
        raise AssertionError(shares)


@asynccontextmanager
async def asked(gate: Gate) -> AsyncIterator[Client]:
    counter = Counter(gate=gate, proxies=Proxies(["127.0.0.0/8"]))
    counter.fails_with(Unavailable("not now"))
    app = counter.app
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        yield client


def gate(principal: int = 5, address: int = 50) -> Gate:
    return Gate(MemoryRateLimits(MemoryClock()), principal=principal, address=address)


async def test_every_answer_says_what_is_allowed_and_what_is_left() -> None:
    async with asked(gate()) as client:
        known, unknown = [await client.get(MISSING, headers=as_(n)) for n in ("viewer", "x")]

    assert known.headers["ratelimit-policy"] == '"principal";q=5;w=60, "address";q=50;w=60'
    assert known.headers["ratelimit"] == '"principal";r=4;t=60, "address";r=49;t=60'
    assert unknown.headers["ratelimit"] == '"address";r=48;t=60'


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/fails", 503),
        ("GET", "/v1/nowhere", 404),
        ("DELETE", "/v1/tallies", 405),
        ("POST", "/v1/tallies", 401),
        ("OPTIONS", "/v1/tallies", 204),
    ],
)
async def test_so_do_refusals_and_what_leads_to_no_route(
    method: str, path: str, status: int
) -> None:
    async with asked(gate()) as client:
        answer = await client.request(method, path)
    assert (answer.status_code, answer.headers["ratelimit"]) == (status, '"address";r=49;t=60')


async def test_a_principal_who_asks_too_often_has_to_wait() -> None:
    async with asked(gate(principal=3)) as client:
        answers = [await client.get("/v1/fails", headers=as_("viewer")) for _ in range(4)]
        other = await client.get("/v1/fails", headers=as_("editor"))

    assert [answer.status_code for answer in (*answers, other)] == [503, 503, 503, 429, 503]
    problem = answers[-1].json()
    assert problem["type"] == "https://iana.org/assignments/http-problem-types#quota-exceeded"
    assert problem["violated-policies"] == ["principal"]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 120
    assert answers[-1].headers["ratelimit"].startswith('"principal";r=0;')


async def test_an_address_that_asks_too_often_has_to_wait_whoever_it_says_it_is() -> None:
    async with asked(gate(principal=9, address=3)) as client:
        people = ["viewer", "nobody", "editor", "viewer", "nobody"]
        answers = [await client.get(MISSING, headers=as_(name)) for name in people]
    assert [answer.status_code for answer in answers] == [404, 401, 404, 429, 429]
    assert answers[-1].json()["violated-policies"] == ["address"]


async def test_addresses_are_those_of_clients_and_networks_of_ipv6_are_one() -> None:
    app = Counter(gate=gate(address=1), proxies=Proxies(["10.0.0.0/8"])).app
    proxy = httpx.ASGITransport(app=cast("Any", app), client=("10.0.0.1", 4711))
    clients = ("192.0.2.1", "192.0.2.2", "192.0.2.1", "2001:db8::1", "2001:db8::2")
    async with httpx.AsyncClient(transport=proxy, base_url="http://aurora") as http:
        answers = [
            await http.post("/v1/tallies", headers={"X-Forwarded-For": client})
            for client in clients
        ]
    assert [answer.status_code for answer in answers] == [401, 401, 429, 401, 429]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_health_is_never_counted(path: str) -> None:
    async with asked(Gate(Closed(), principal=1, address=1)) as client:
        answer = await client.get(path)
    assert (answer.status_code, "ratelimit" in answer.headers) == (200, False)


async def test_liveness_asks_nobody_who_is_asking() -> None:
    async with asked(gate()) as client:
        answer = await client.get("/health/live", headers=as_("a stranger"))
    assert answer.status_code == 200


async def test_no_limit_is_no_count() -> None:
    async with asked(Gate(Closed(), principal=0, address=0)) as client:
        answer = await client.get("/v1/fails", headers=as_("viewer"))
    assert (answer.status_code, "ratelimit" in answer.headers) == (503, False)
