"""What callers are told about what they may do."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.api.reception import Client, served
from tests.identity_house import House

from aurora.api import identity
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import Permission

ME = "/v1/me/permissions"
ID = re.compile(r"{\w+:uuid}")


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN) as client:
        yield client


@pytest.mark.parametrize("role", Role)
async def test_a_caller_is_told_the_permissions_of_the_role(
    client: Client, house: House, role: Role
) -> None:
    key = await house.add_key(role)
    said = {"Authorization": f"Bearer {key.key}"}
    answer = (await client.get("/v1/me/permissions", headers=said)).json()

    assert {one["permission"] for one in answer["permissions"]} == PERMISSIONS[role]


async def test_a_permission_comes_with_the_routes_that_it_opens(
    client: Client, house: House
) -> None:
    key = await house.add_key(scopes=frozenset({Permission.SEE_SELF, Permission.SEARCH}))
    said = {"Authorization": f"Bearer {key.key}"}
    answer = (await client.get("/v1/me/permissions", headers=said)).json()

    search, self_read = answer["permissions"]
    assert search == {"permission": "search", "opens": []}
    assert self_read["permission"] == "self:read"
    assert {"route": "GET /v1/me", "message": "GetMe"} in self_read["opens"]
    assert "POST /v1/keys" not in [one["route"] for one in self_read["opens"]]


async def test_a_key_is_told_of_no_route_that_is_for_people(client: Client, house: House) -> None:
    role = Role.ADMINISTRATOR
    key = {"Authorization": f"Bearer {(await house.add_key(role)).key}"}
    await house.add_user(role=role)
    token = {"Authorization": f"Bearer {(await house.tokens()).access_token}"}

    told = [
        {one["route"] for held in (await client.get(ME, headers=said)).json()["permissions"]
         for one in held["opens"]}
        for said in (key, token)
    ]  # fmt: skip
    to_key, to_person = told
    assert {"GET /v1/me", "POST /v1/keys"} <= to_key < to_person
    for_people = to_person - to_key
    assert {"GET /v1/me/export", "POST /v1/auth/logout", "POST /v1/me/keys"} <= for_people
    for route in for_people:
        method, path = route.split(" ")
        answer = await client.request(method, ID.sub(str(UUID(int=7)), path), headers=key)
        assert (route, answer.status_code) == (route, 403)


async def test_nobody_in_particular_is_told_nothing(client: Client) -> None:
    assert (await client.get("/v1/me/permissions")).status_code == 401


async def test_a_user_is_given_another_role(client: Client, house: House) -> None:
    id = await house.add_user()
    said = {"Authorization": f"Bearer {(await house.add_key(Role.ADMINISTRATOR)).key}"}

    given = await client.put(f"/v1/users/{id}/role", json={"role": "editor"}, headers=said)
    await house.settle()
    shown = await client.get(f"/v1/users/{id}", headers=said)

    assert (given.status_code, shown.json()["role"]) == (204, "editor")
