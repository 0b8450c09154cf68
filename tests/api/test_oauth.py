"""The doors that OAuth clients know."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from tests.api.reception import Client, served
from tests.identity_house import EMAIL, PASSWORD, House

from aurora.api import identity
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.identity.access_token import LIFETIME, Claims
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.roles import Role
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.security import MemorySigner
from aurora.infrastructure.memory.system import MemoryClock
from aurora.queries.identity.introspect import Introspect

FORM = "application/x-www-form-urlencoded"
TOKEN, REVOKE, INTROSPECT = "/v1/oauth/token", "/v1/oauth/revoke", "/v1/oauth/introspect"
NEVER_WAS = RefreshToken.mint(bytes(32)).text


@pytest.fixture
async def house() -> House:
    house = House()
    await house.add_user()
    return house


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN) as client:
        yield client


@pytest.fixture
async def service(house: House) -> dict[str, str]:
    return bearer(await house.bus.send(IssueLocalKey(), SYSTEM))


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


def exchange(token: str) -> dict[str, str]:
    return {"grant_type": "refresh_token", "refresh_token": token}


async def tokens(client: Client) -> dict[str, str]:
    answer = await client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
    given: dict[str, str] = answer.json()
    return given


async def introspected(client: Client, service: Mapping[str, str], token: str) -> dict[str, Any]:
    answer = await client.post(INTROSPECT, data={"token": token}, headers=service)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def refusal(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["error_description"]
    return answer.status_code, answer.json()["error"]


async def test_a_refresh_token_is_exchanged(client: Client) -> None:
    first = await tokens(client)

    answer = await client.post(
        TOKEN, data={**exchange(first["refresh_token"]), "client_id": "app", "scope": ""}
    )

    second = answer.json()
    me = await client.get("/v1/me", headers=bearer(second["access_token"]))
    assert (answer.status_code, me.status_code) == (200, 200)
    assert (second["token_type"], second["expires_in"]) == ("Bearer", 600)
    assert answer.headers["cache-control"] == "no-store"


async def test_every_token_that_is_good_for_nothing_gets_the_same_answer(
    client: Client, house: House
) -> None:
    given, key = await tokens(client), (await house.add_key()).key
    child = await house.refreshed(given["refresh_token"])
    await house.refreshed(child.refresh_token)

    answers = [
        await client.post(TOKEN, data=exchange(token), headers={"X-Request-ID": "same"})
        for token in (NEVER_WAS, "junk", "\0", given["access_token"], key, given["refresh_token"])
    ]

    assert {refusal(answer) for answer in answers} == {(400, "invalid_grant")}
    assert len({answer.content for answer in answers}) == 1


OTHER_GRANTS: list[tuple[dict[str, str], str]] = [
    ({"grant_type": "password"}, "unsupported_grant_type"),
    ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
    ({"grant_type": "refresh_token"}, "invalid_request"),
    ({"grant_type": "refresh_token", "refresh_token": ""}, "invalid_request"),
    ({"refresh_token": NEVER_WAS}, "invalid_request"),
]


async def test_other_grants_are_refused_in_the_words_of_oauth(client: Client) -> None:
    for form, error in OTHER_GRANTS:
        assert refusal(await client.post(TOKEN, data=form)) == (400, error)


NO_FORMS = [
    (b"", FORM, 400),
    (b"token", FORM, 400),
    (b"&&&", FORM, 400),
    (b"token=%ff", FORM, 400),
    (b"token=%ed%a0%80", FORM, 400),
    (b"token=\xff", FORM, 400),
    (b"\0", FORM, 400),
    (b"token=a&token=b&grant_type=a&grant_type=b", FORM, 400),
    (b"&".join(b"p%d=x" % number for number in range(1_000)), FORM, 400),
    (b"other=x", FORM, 400),
    (b'{"token": "x"}', FORM, 400),
    (b"token=x&grant_type=x", "application/json", 415),
    (b'{"token": "x"}', "application/json", 415),
    (b"token=x&grant_type=x", "", 415),
    (b"token=x&grant_type=x", "multipart/form-data; boundary=x", 415),
    (b"token=" + b"a" * 100_000, FORM, 413),
]


@pytest.mark.parametrize("path", [TOKEN, REVOKE, INTROSPECT])
async def test_what_is_no_form_is_refused(
    client: Client, service: dict[str, str], path: str
) -> None:
    for body, media_type, status in NO_FORMS:
        headers = {**service, "Content-Type": media_type}
        answer = await client.post(path, content=body, headers=headers)
        assert refusal(answer) == (status, "invalid_request"), body[:40]


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
async def test_revoking_either_token_ends_the_session(client: Client, kind: str) -> None:
    given, other = await tokens(client), await tokens(client)

    for _ in range(2):
        revoked = await client.post(
            REVOKE, data={"token": given[kind], "token_type_hint": "whatever"}
        )
        assert revoked.status_code == 200

    me = await client.get("/v1/me", headers=bearer(given["access_token"]))
    refreshed = await client.post(TOKEN, data=exchange(given["refresh_token"]))
    left = await client.get("/v1/me", headers=bearer(other["access_token"]))
    assert (me.status_code, refreshed.status_code, left.status_code) == (401, 400, 200)


async def test_revoking_what_means_nothing_is_fine(client: Client) -> None:
    for token in ("junk", "a.b.c", NEVER_WAS, "\0", "é", "x" * 5_000):
        assert (await client.post(REVOKE, data={"token": token})).status_code == 200


async def test_keys_are_revoked_elsewhere(client: Client, house: House) -> None:
    key = (await house.add_key()).key

    answer = await client.post(REVOKE, data={"token": key})

    assert refusal(answer) == (400, "unsupported_token_type")
    assert await house.who(key)


async def test_a_service_learns_what_a_token_is_good_for(
    client: Client, house: House, service: dict[str, str]
) -> None:
    given, key = await tokens(client), await house.add_key()

    access = await introspected(client, service, given["access_token"])
    refresh = await introspected(client, service, given["refresh_token"])
    program = await introspected(client, service, key.key)

    assert access["active"] is refresh["active"] is program["active"] is True
    assert [one["kind"] for one in (access, refresh, program)] == [
        "access_token",
        "refresh_token",
        "api_key",
    ]
    assert access["sid"] == refresh["sid"] == given["session_id"]
    assert access["scope"] == given["scope"]
    assert access["exp"] - access["iat"] == given["expires_in"]
    assert program["sub"] == str(key.id)


async def test_of_a_token_that_opens_nothing_it_learns_nothing(
    client: Client, service: dict[str, str]
) -> None:
    given = await tokens(client)
    await client.post(REVOKE, data={"token": given["refresh_token"]})

    for token in (*(given[kind] for kind in ("access_token", "refresh_token")), NEVER_WAS, "junk"):
        assert await introspected(client, service, token) == {"active": False}
    assert await introspected(client, service, "x" * 10_000) == {"active": False}


class Slow(MemorySigner):
    """A signer that takes as long as a token lives."""

    def __init__(self, clock: MemoryClock) -> None:
        super().__init__(clock)
        self._moving = clock

    async def verify(self, token: str) -> Claims:
        """Give what it says, and let its last moment pass."""
        claims = await super().verify(token)
        self._moving.advance(LIFETIME)
        return claims


async def test_a_token_that_ends_while_it_is_asked_about_is_not_active() -> None:
    clock = MemoryClock()
    house = House(signer=Slow(clock))
    await house.add_user()
    token = await house.sign_in()
    service = await house.who((await house.add_key(Role.OPERATOR)).key)

    assert not (await house.bus.ask(Introspect(token=token), service)).active


async def test_a_spent_token_is_not_active(
    client: Client, house: House, service: dict[str, str]
) -> None:
    given = await tokens(client)
    child = await house.refreshed(given["refresh_token"])

    assert not (await introspected(client, service, given["refresh_token"]))["active"]
    assert (await introspected(client, service, child.refresh_token))["active"]


async def test_only_services_that_may_introspect(client: Client, house: House) -> None:
    viewer = bearer((await house.add_key(Role.VIEWER)).key)

    anonymous = await client.post(INTROSPECT, data={"token": "x"})
    refused = await client.post(INTROSPECT, data={"token": "x"}, headers=viewer)

    assert (anonymous.status_code, refused.status_code) == (401, 403)


async def test_the_metadata_names_doors_that_are_there(client: Client) -> None:
    answer = await client.get("/.well-known/oauth-authorization-server")

    told = answer.json()
    paths = [urlsplit(told[name]).path for name in told if name.endswith(("endpoint", "uri"))]
    assert paths == ["/.well-known/jwks.json", TOKEN, REVOKE, INTROSPECT]
    assert (await client.get(paths[0])).status_code == 200
    assert {(await client.get(path)).status_code for path in paths[1:]} == {405}
    assert told["grant_types_supported"] == ["refresh_token"]
    assert told["response_types_supported"] == []
    assert "search" in told["scopes_supported"]
    assert "public" in answer.headers["cache-control"]
