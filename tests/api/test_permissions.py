"""What callers are told about what they may do."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, served
from tests.identity_house import House

from aurora.api import identity
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import Permission


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


async def test_nobody_in_particular_is_told_nothing(client: Client) -> None:
    assert (await client.get("/v1/me/permissions")).status_code == 401


async def test_a_user_is_given_another_role(client: Client, house: House) -> None:
    id = await house.add_user()
    said = {"Authorization": f"Bearer {(await house.add_key(Role.ADMINISTRATOR)).key}"}

    given = await client.put(f"/v1/users/{id}/role", json={"role": "editor"}, headers=said)
    await house.settle()
    shown = await client.get(f"/v1/users/{id}", headers=said)

    assert (given.status_code, shown.json()["role"]) == (204, "editor")
