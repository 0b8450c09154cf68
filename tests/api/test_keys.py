"""API keys over HTTP."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, Quiet
from tests.identity_house import EMAIL, PASSWORD, House

from aurora.api import identity
from aurora.api.application import assemble
from aurora.api.state import Parts
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.principal import SYSTEM

KEY = {"name": "indexer", "role": "viewer"}


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    quiet = Quiet()
    parts = Parts(bus=house.bus, metrics=quiet, readiness=quiet, version="0", uses=house.key_uses)
    async with Client(assemble(parts, identity.ROUTES)) as client:
        key = await house.bus.send(IssueLocalKey(), SYSTEM)
        await house.settle()
        client.headers["Authorization"] = f"Bearer {key}"
        yield client


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def test_a_key_is_issued_used_rotated_and_revoked(client: Client, house: House) -> None:
    terms = {"scopes": ["self:read", "search"], "expires_at": "2100-01-01T00:00:00+02:00"}
    issued = await client.post("/v1/keys", json={**KEY, **terms})
    path = f"/v1/keys/{issued.json()['id']}"
    me = await client.get("/v1/me", headers=bearer(issued.json()["key"]))
    rotated = await client.post(f"{path}/rotate", json={"overlap_seconds": 60})
    await house.settle()
    texts = [one.json()["key"] for one in (issued, rotated)]
    both = [await client.get("/v1/me", headers=bearer(one)) for one in texts]
    shown = await client.get(path)
    revoked = await client.delete(path)
    await house.settle()
    after = await client.get("/v1/me", headers=bearer(rotated.json()["key"]))

    answers = [issued, me, rotated, *both, shown, revoked, after]
    assert [one.status_code for one in answers] == [201, 200, 200, 200, 200, 200, 204, 401]
    assert issued.json()["expires_at"] == "2099-12-31T22:00:00Z"
    assert me.json()["permissions"] == ["search", "self:read"]
    assert rotated.headers["cache-control"] == "no-store"
    assert shown.json()["last_used_at"] is not None
    assert shown.json()["previous_until"] == rotated.json()["previous_until"]


async def test_a_key_that_is_refused_what_it_asks_for_is_in_use_all_the_same(
    client: Client, house: House
) -> None:
    issued = (await client.post("/v1/keys", json=KEY)).json()
    await house.settle()
    refused = await client.get("/v1/users", headers=bearer(issued["key"]))

    assert refused.status_code == 403
    assert (await client.get(f"/v1/keys/{issued['id']}")).json()["last_used_at"] is not None


async def test_junk_leaves_no_trace(client: Client, house: House) -> None:
    await client.get("/v1/me", headers=bearer("aur_test_" + "0" * 22 + "_" + "0" * 43 + "_000000"))

    assert set(vars(house.key_uses)["_noted"]) == set()


async def test_people_keep_keys_of_their_own(client: Client, house: House) -> None:
    await house.add_user()
    body = {"email": EMAIL, "password": PASSWORD}
    token = (await client.post("/v1/auth/login", json=body)).json()["access_token"]
    await house.settle()
    ana = bearer(token)

    issued = await client.post("/v1/me/keys", json={"name": "laptop"}, headers=ana)
    await house.settle()
    path = f"/v1/me/keys/{issued.json()['id']}"
    listed = await client.get("/v1/me/keys", headers=ana)
    shown = await client.get(path, headers=ana)
    rotated = await client.post(f"{path}/rotate", json={}, headers=ana)
    others = await client.delete(path)
    revoked = await client.delete(path, headers=ana)

    answers = [issued, listed, shown, rotated, others, revoked]
    assert [one.status_code for one in answers] == [201, 200, 200, 200, 403, 204]
    assert listed.json()["items"] == [shown.json()]
    assert issued.json()["key"] not in listed.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**KEY, "scopes": []}, "scopes"),
        ({**KEY, "scopes": ["users:manage"]}, "scopes"),
        ({**KEY, "scopes": ["fly"]}, "scopes[0]"),
        ({**KEY, "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({**KEY, "expires_at": "9999-12-31T23:59:59Z"}, "expires_at"),
        ({**KEY, "expires_at": "2100-01-01T00:00:00"}, "expires_at"),
        ({**KEY, "role": "clerk"}, "role"),
    ],
)
async def test_what_is_wrong_with_a_key_is_named(
    client: Client, body: dict[str, object], field: str
) -> None:
    answer = await client.post("/v1/keys", json=body)

    assert answer.status_code in {400, 422}
    assert answer.json()["field"] == field


async def test_one_key_too_many_is_a_problem_that_says_what_to_do(client: Client) -> None:
    for _ in range(100):
        assert (await client.post("/v1/keys", json=KEY)).status_code == 201
    refused = await client.post("/v1/keys", json=KEY)
    assert (refused.status_code, refused.headers["content-type"]) == (
        409, "application/problem+json",
    )  # fmt: skip
    assert "100 keys that still open something: revoke one first" in refused.json()["detail"]
