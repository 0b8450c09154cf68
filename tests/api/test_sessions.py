"""Staying in and signing out over HTTP."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.api.reception import Client, served
from tests.identity_house import EMAIL, PASSWORD, House

from aurora.api import identity
from aurora.api.lobby import BODY_LIMIT
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.principal import SYSTEM

SAME = {"X-Request-ID": "same"}


@pytest.fixture
async def house() -> House:
    house = House()
    await house.add_user()
    return house


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN) as client:
        yield client


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def tokens(client: Client) -> dict[str, str]:
    answer = await client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
    given: dict[str, str] = answer.json()
    return given


async def test_a_sign_in_is_answered_in_the_form_of_oauth(client: Client) -> None:
    assert set(await tokens(client)) == {
        "access_token",
        "expires_in",
        "refresh_token",
        "scope",
        "session_id",
        "token_type",
    }


async def test_the_token_that_has_ended_may_come_along_for_the_next_one(
    client: Client, house: House
) -> None:
    first = await tokens(client)
    house.clock.advance(LIFETIME)
    said = bearer(first["access_token"])

    me = await client.get("/v1/me", headers=said)
    refreshed = await client.post(
        "/v1/auth/refresh", json={"refresh_token": first["refresh_token"]}, headers=said
    )

    assert (me.status_code, refreshed.status_code) == (401, 200)


async def test_who_is_nobody_sends_no_more_than_a_form_can_hold(client: Client) -> None:
    long = {"refresh_token": "a" * BODY_LIMIT}
    answer = await client.post("/v1/auth/refresh", json=long)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_somebody_stays_in_and_signs_out(client: Client) -> None:
    first = await tokens(client)
    refreshed = await client.post(
        "/v1/auth/refresh", json={"refresh_token": first["refresh_token"]}
    )
    second = refreshed.json()
    me = await client.get("/v1/me", headers=bearer(second["access_token"]))
    out = await client.post("/v1/auth/logout", headers=bearer(second["access_token"]))
    after = [
        await client.get("/v1/me", headers=bearer(first["access_token"])),
        await client.get("/v1/me", headers=bearer(second["access_token"])),
        await client.post("/v1/auth/refresh", json={"refresh_token": second["refresh_token"]}),
    ]

    assert [one.status_code for one in (refreshed, me, out, *after)] == [
        200,
        200,
        204,
        401,
        401,
        401,
    ]
    assert refreshed.headers["cache-control"] == "no-store"
    assert first["session_id"] == second["session_id"]


async def test_a_refresh_token_is_no_access_token_and_the_reverse(
    client: Client, house: House
) -> None:
    given, key = await tokens(client), (await house.add_key()).key
    never_was = RefreshToken.mint(bytes(32)).text
    refresh = given["refresh_token"]

    opened = [
        await client.get("/v1/me", headers={**bearer(credential), **SAME})
        for credential in (refresh, never_was, refresh[:-1], "junk")
    ]
    refreshed = [
        await client.post("/v1/auth/refresh", json={"refresh_token": token}, headers=SAME)
        for token in (given["access_token"], key, never_was, refresh[:-1], "junk", "")
    ]

    assert {answer.status_code for answer in (*opened, *refreshed)} == {401}
    assert len({answer.content for answer in (*opened, *refreshed)}) == 1
    assert (await client.get("/v1/me", headers=bearer(given["access_token"]))).is_success


async def test_who_did_not_sign_in_does_not_sign_out(client: Client, house: House) -> None:
    key = (await house.add_key()).key

    anonymous = await client.post("/v1/auth/logout")
    program = await client.post("/v1/auth/logout", headers=bearer(key))

    assert (anonymous.status_code, program.status_code) == (401, 403)


async def test_somebody_looks_where_they_are_signed_in_and_ends_it(client: Client) -> None:
    here, there, elsewhere = [await tokens(client) for _ in range(3)]
    me = bearer(here["access_token"])

    listed = (await client.get("/v1/me/sessions", params={"limit": 2}, headers=me)).json()
    one = await client.delete(f"/v1/me/sessions/{there['session_id']}", headers=me)
    missing = await client.delete(f"/v1/me/sessions/{UUID(int=9)}", headers=me)
    left = (await client.get("/v1/me/sessions", headers=me)).json()["items"]
    others = await client.delete("/v1/me/sessions", headers=me)

    assert [one["current"] for one in listed["items"]] == [True, False]
    assert listed["next"] == there["session_id"]
    assert set(listed["items"][0]) >= {"address", "agent", "started_at", "used_at", "over_at"}
    assert [one["id"] for one in left] == [here["session_id"], elsewhere["session_id"]]
    assert [answer.status_code for answer in (one, missing, others)] == [204, 404, 204]


async def test_an_administrator_signs_somebody_out(client: Client, house: House) -> None:
    given = await tokens(client)
    user = (await client.get("/v1/me", headers=bearer(given["access_token"]))).json()["id"]
    administrator = bearer(await house.bus.send(IssueLocalKey(), SYSTEM))

    listed = await client.get(f"/v1/users/{user}/sessions", headers=administrator)
    ended = await client.delete(f"/v1/users/{user}/sessions", headers=administrator)
    after = await client.get("/v1/me", headers=bearer(given["access_token"]))

    assert [one["id"] for one in listed.json()["items"]] == [given["session_id"]]
    assert (ended.status_code, after.status_code) == (204, 401)
