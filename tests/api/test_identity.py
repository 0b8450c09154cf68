"""Identity over HTTP."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, served
from tests.identity_house import EMAIL, PASSWORD, TOKEN, House

from aurora.api import identity
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.prepare_bootstrap import PrepareBootstrap
from aurora.domains.principal import SYSTEM

ANA = {"email": EMAIL, "name": "Ana Lima", "password": PASSWORD}
BIA = {"email": "bia@example.org", "name": "Bia", "role": "viewer", "password": PASSWORD}


@pytest.fixture
async def house() -> House:
    house = House()
    await house.bus.send(PrepareBootstrap(token=TOKEN), SYSTEM)
    return house


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN) as client:
        yield client


@pytest.fixture
async def administrator(house: House) -> dict[str, str]:
    return bearer(await house.bus.send(IssueLocalKey(), SYSTEM))


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def test_the_first_administrator_comes_in_from_nothing(client: Client) -> None:
    made = await client.post("/v1/auth/bootstrap", json={"token": TOKEN, **ANA})
    answer = await client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
    me = await client.get("/v1/me", headers=bearer(answer.json()["access_token"]))

    assert (made.status_code, answer.status_code, me.status_code) == (201, 200, 200)
    assert me.json()["id"] == made.json()["id"]
    assert (me.json()["name"], me.json()["email"]) == ("Ana Lima", EMAIL)
    assert "users:manage" in me.json()["permissions"]


@pytest.mark.parametrize("token", [TOKEN, "a-token-that-never-was"])
async def test_bootstrapping_is_gone_afterwards(client: Client, token: str) -> None:
    await client.post("/v1/auth/bootstrap", json={"token": TOKEN, **ANA})

    again = await client.post("/v1/auth/bootstrap", json={"token": token, **ANA})

    assert again.status_code == 404


async def test_a_wrong_token_is_no_credential(client: Client) -> None:
    answer = await client.post("/v1/auth/bootstrap", json={"token": "x" * 20, **ANA})

    assert answer.status_code == 401


async def test_secrets_are_never_cached(client: Client, administrator: dict[str, str]) -> None:
    await client.post("/v1/auth/bootstrap", json={"token": TOKEN, **ANA})
    login = await client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
    key = await client.post(
        "/v1/keys", json={"name": "ci", "role": "viewer"}, headers=administrator
    )

    assert {a.headers["cache-control"] for a in (login, key)} == {"no-store"}


async def test_a_missing_account_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    await client.post("/v1/auth/bootstrap", json={"token": TOKEN, **ANA})
    same = {"X-Request-ID": "same"}

    wrong = await client.post(
        "/v1/auth/login", json={"email": EMAIL, "password": "x" * 20}, headers=same
    )
    missing = await client.post(
        "/v1/auth/login", json={"email": "x@example.org", "password": "x" * 20}, headers=same
    )

    assert wrong.status_code == 401
    left = [answer.headers.pop("ratelimit") for answer in (wrong, missing)]
    assert (wrong.content, wrong.headers) == (missing.content, missing.headers)
    assert len(set(left)) == 2  # every request is one less, whatever it asks for


async def test_every_bad_credential_gets_the_same_answer(client: Client) -> None:
    same = {"X-Request-ID": "same"}

    answers = [
        await client.get("/v1/me", headers={**bearer(credential), **same})
        for credential in ("junk", "a.b.c", "aur_test_1_2_3", "x" * 5_000, "=")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1


async def test_administrators_keep_users(client: Client, administrator: dict[str, str]) -> None:
    made = await client.post("/v1/users", json=BIA, headers=administrator)
    twice = await client.post("/v1/users", json=BIA, headers=administrator)
    disabled = await client.post(f"/v1/users/{made.json()['id']}/disable", headers=administrator)
    refused = await client.post(
        "/v1/auth/login", json={"email": BIA["email"], "password": PASSWORD}
    )
    enabled = await client.post(f"/v1/users/{made.json()['id']}/enable", headers=administrator)

    statuses = [answer.status_code for answer in (made, twice, disabled, refused, enabled)]
    assert statuses == [201, 409, 204, 401, 204]


async def test_users_are_listed_page_by_page(
    client: Client, house: House, administrator: dict[str, str]
) -> None:
    for number in range(3):
        await house.add_user(f"u{number}@example.org")

    first = await client.get("/v1/users", params={"limit": 2}, headers=administrator)
    cursor = first.json()["next"]
    second = await client.get(
        "/v1/users", params={"limit": 2, "cursor": cursor}, headers=administrator
    )

    listed = [user["email"] for page in (first, second) for user in page.json()["items"]]
    assert listed == ["u0@example.org", "u1@example.org", "u2@example.org"]
    assert second.json()["next"] is None


async def test_a_key_lives_from_issue_to_revocation(
    client: Client, house: House, administrator: dict[str, str]
) -> None:
    issued = await client.post(
        "/v1/keys", json={"name": "ci", "role": "viewer"}, headers=administrator
    )
    key = issued.json()
    used = await client.get("/v1/me", headers=bearer(key["key"]))
    await house.settle()
    listed = await client.get("/v1/keys", headers=administrator)
    revoked = await client.delete(f"/v1/keys/{key['id']}", headers=administrator)
    await house.settle()
    after = await client.get("/v1/me", headers=bearer(key["key"]))

    statuses = [answer.status_code for answer in (issued, used, listed, revoked, after)]
    assert statuses == [201, 200, 200, 204, 401]
    assert key["id"] in {one["id"] for one in listed.json()["items"]}
    assert key["key"] not in listed.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/users"),
        ("POST", "/v1/users"),
        ("GET", "/v1/keys"),
        ("POST", "/v1/keys"),
        ("DELETE", "/v1/keys/00000000-0000-0000-0000-000000000009"),
        ("POST", "/v1/users/00000000-0000-0000-0000-000000000009/disable"),
        ("POST", "/v1/users/00000000-0000-0000-0000-000000000009/enable"),
    ],
)
async def test_what_administers_is_closed_to_others(
    client: Client, house: House, method: str, path: str
) -> None:
    viewer = bearer((await house.add_key()).key)
    body = {"/v1/users": BIA, "/v1/keys": {"name": "ci", "role": "viewer"}}.get(path)
    sent = body if method == "POST" else None

    anonymous = await client.request(method, path, json=sent)
    refused = await client.request(method, path, json=sent, headers=viewer)

    assert (anonymous.status_code, refused.status_code) == (401, 403)


async def test_a_weak_password_is_refused_with_an_estimate(
    client: Client, administrator: dict[str, str]
) -> None:
    body = {**BIA, "password": "a" * 20}
    answer = await client.post("/v1/users", json=body, headers=administrator)

    assert (answer.status_code, answer.json()["field"]) == (422, "password")
    assert answer.json()["facts"]["score"] < 3


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**BIA, "email": "bia"}, "email"),
        ({**BIA, "password": "short"}, "password"),
        ({**BIA, "password": "x" * 2_000}, "password"),
        ({**BIA, "name": "\x00"}, "name"),
        ({**BIA, "role": "emperor"}, "role"),
        ({**BIA, "name": 7}, "name"),
        ({**BIA, "is_admin": True}, "is_admin"),
        ({"email": "bia@example.org"}, "name"),
    ],
)
async def test_what_is_wrong_with_a_body_is_named(
    client: Client, administrator: dict[str, str], body: dict[str, object], field: str
) -> None:
    answer = await client.post("/v1/users", json=body, headers=administrator)

    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["field"] == field


async def test_the_public_keys_are_open_to_everyone(client: Client) -> None:
    answer = await client.get("/.well-known/jwks.json")

    assert (answer.status_code, answer.json()) == (200, {"keys": []})
