"""Roles over HTTP."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, served
from tests.identity_house import House

from aurora.api import identity
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.principal import SYSTEM

CLERK = {"name": "clerk", "permissions": ["search", "ask"]}


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES) as client:
        key = await house.bus.send(IssueLocalKey(), SYSTEM)
        client.headers["Authorization"] = f"Bearer {key}"
        yield client


async def test_roles_and_signing_keys_come_page_by_page_like_other_lists(client: Client) -> None:
    whole = (await client.get("/v1/roles")).json()
    assert whole["next"] is None
    first = (await client.get("/v1/roles?limit=3")).json()
    rest = (await client.get(f"/v1/roles?limit=3&cursor={first['next']}")).json()
    assert [*first["items"], *rest["items"]] == whole["items"]
    assert (len(first["items"]), rest["next"]) == (3, None)
    keys = await client.get("/v1/signing-keys?limit=1")
    assert (keys.status_code, keys.json()["next"]) == (200, None)
    nowhere = await client.get("/v1/roles?cursor=nobody")
    assert (nowhere.status_code, nowhere.json()["field"]) == (422, "cursor")


async def test_a_role_lives_from_definition_to_deletion(client: Client, house: House) -> None:
    made = await client.post("/v1/roles", json=CLERK)
    changed = await client.put("/v1/roles/clerk", json={"permissions": ["search"]})
    await house.settle()
    seen = await client.get(made.headers["location"])
    listed = await client.get("/v1/roles")
    gone = await client.delete("/v1/roles/clerk")
    await house.settle()
    after = await client.get("/v1/roles/clerk")

    statuses = [answer.status_code for answer in (made, changed, seen, listed, gone, after)]
    assert statuses == [201, 204, 200, 200, 204, 404]
    assert made.json() == {"name": "clerk", "built_in": False, "permissions": ["ask", "search"]}
    assert seen.json()["permissions"] == ["search"]
    assert seen.json() in listed.json()["items"]


async def test_a_user_is_given_an_own_role_by_name(client: Client) -> None:
    await client.post("/v1/roles", json=CLERK)
    bia = {"email": "b@example.org", "name": "Bia", "password": "correct horse battery staple"}

    given = await client.post("/v1/users", json={**bia, "role": "clerk"})
    held = await client.delete("/v1/roles/clerk")

    assert (given.status_code, held.status_code) == (201, 409)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**CLERK, "name": "Clerk"}, "name"),
        ({**CLERK, "name": "\0"}, "name"),
        ({**CLERK, "permissions": []}, "permissions"),
        ({**CLERK, "permissions": ["fly"]}, "permissions[0]"),
        ({**CLERK, "permissions": ["operate"]}, "permissions"),
        ({"name": "clerk"}, "permissions"),
    ],
)
async def test_what_is_wrong_with_a_role_is_named(
    client: Client, body: dict[str, object], field: str
) -> None:
    answer = await client.post("/v1/roles", json=body)

    assert answer.status_code in {400, 422}
    assert answer.json()["field"].startswith(field.partition("[")[0])


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_built_in_roles_stay(client: Client, method: str) -> None:
    body = {"permissions": ["ask"]} if method == "PUT" else None
    assert (await client.request(method, "/v1/roles/viewer", json=body)).status_code == 409
