"""The door: keys, positions and declared messages."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from tests.counter import Counter, as_
from tests.tallies import seed, total

Client = AsyncTestClient[Litestar]
SHEEP = UUID(int=1)
BODY = {"id": str(SHEEP), "by": 1}


@pytest.fixture
async def counter() -> Counter:
    counter = Counter()
    await seed(counter.tallies, SHEEP)
    return counter


@pytest.fixture
async def client(counter: Counter) -> AsyncIterator[Client]:
    async with AsyncTestClient(counter.app, raise_server_exceptions=False) as client:
        yield client


async def test_a_change_says_where_it_stands(client: Client) -> None:
    first = await client.post("/v1/counts", json=BODY, headers=as_("editor"))
    second = await client.post("/v1/counts", json=BODY, headers=as_("editor"))

    assert (first.status_code, first.json()["total"]) == (200, 1)
    assert (first.headers["aurora-position"], second.headers["aurora-position"]) == ("2.2", "3.3")


async def test_a_request_under_a_key_counts_once(client: Client, counter: Counter) -> None:
    headers = as_("editor", Idempotency_Key="k")
    first = await client.post("/v1/counts", json=BODY, headers=headers)
    again = await client.post("/v1/counts", json=BODY, headers=headers)

    assert again.json() == first.json()
    assert again.headers["aurora-position"] == first.headers["aurora-position"]
    assert await total(counter.tallies, SHEEP) == 1


async def test_a_key_with_another_body_is_unprocessable(client: Client) -> None:
    headers = as_("editor", Idempotency_Key="k")
    await client.post("/v1/counts", json=BODY, headers=headers)
    other = await client.post("/v1/counts", json={**BODY, "by": 2}, headers=headers)

    assert (other.status_code, other.json()["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("key", ["", "k" * 201, "a\tb"])
async def test_a_key_that_is_none_is_refused(client: Client, key: str) -> None:
    headers = as_("editor", Idempotency_Key=key)
    answer = await client.post("/v1/counts", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


async def test_a_position_that_is_none_is_refused(client: Client) -> None:
    url = f"/v1/tallies/{SHEEP}"
    good = await client.get(url, headers=as_("viewer", Aurora_Position="1.1"))
    bad = await client.get(url, headers=as_("viewer", Aurora_Position="yesterday"))

    assert (good.status_code, good.json()) == (200, 0)
    assert (bad.status_code, bad.json()["field"]) == (422, "Aurora-Position")


async def test_a_route_sends_only_what_it_declares(client: Client) -> None:
    answer = await client.get(f"/v1/smuggles/{SHEEP}", headers=as_("viewer"))

    assert answer.status_code == 500


async def test_who_lacks_the_permission_is_refused_before_the_body_is_read(
    client: Client,
) -> None:
    anonymous = await client.post("/v1/counts", content=b"{")
    viewer = await client.post("/v1/counts", content=b"{", headers=as_("viewer"))
    headers = as_("editor", Content_Type="application/json")
    editor = await client.post("/v1/counts", content=b"{", headers=headers)

    assert [one.status_code for one in (anonymous, viewer, editor)] == [401, 403, 400]
