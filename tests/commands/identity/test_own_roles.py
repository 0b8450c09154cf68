"""Defining, changing and deleting roles."""

from typing import Any

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER, person

from aurora.commands.command import Command
from aurora.commands.identity.change_role import ChangeRole
from aurora.commands.identity.create_role import CreateRole
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.delete_role import DeleteRole
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.identity.own_role import BuiltIn, RoleInUse, RoleTaken
from aurora.domains.identity.roles import BeyondOneself, Role
from aurora.domains.principal import Permission

SEARCH, ASK = Permission.SEARCH, Permission.ASK
KEEPER = person(1005, "Kai", VIEWER.permissions | {Permission.MANAGE_ROLES})
BEYOND = frozenset({Permission.MANAGE_USERS})


def made(*permissions: Permission) -> CreateRole:
    return CreateRole(name="clerk", permissions=frozenset(permissions))


def changed(*permissions: Permission, name: str = "clerk") -> ChangeRole:
    return ChangeRole(name=name, permissions=frozenset(permissions))


async def test_who_holds_an_own_role_may_do_what_it_allows() -> None:
    house = House()
    role = await house.add_role(SEARCH, ASK)
    await house.add_user(role=role)
    key = await house.add_key(role)

    assert (await house.who(await house.sign_in())).permissions == {SEARCH, ASK}
    assert (await house.who(key.key)).permissions == {SEARCH, ASK}


async def test_a_changed_role_acts_on_the_next_request() -> None:
    house = House()
    key = await house.add_key(await house.add_role(SEARCH, ASK))

    await house.bus.send(changed(SEARCH), ADMIN)
    await house.settle()

    assert (await house.who(key.key)).permissions == {SEARCH}


async def test_nobody_makes_a_role_beyond_their_own_rights() -> None:
    house = House()
    await house.bus.send(made(SEARCH), KEEPER)

    beyond: list[Command[Any]] = [
        CreateRole(name="chief", permissions=BEYOND),
        changed(SEARCH, Permission.MANAGE_USERS),
    ]
    for command in beyond:
        with pytest.raises(BeyondOneself, match="users:manage"):
            await house.bus.send(command, KEEPER)


async def test_nobody_touches_a_role_beyond_their_own_rights() -> None:
    house = House()
    await house.add_role(Permission.MANAGE_USERS)

    for command in (changed(SEARCH), DeleteRole(name="clerk")):
        with pytest.raises(BeyondOneself):
            await house.bus.send(command, KEEPER)


async def test_a_name_is_taken_once_and_free_again_after_deletion() -> None:
    house = House()
    await house.add_role(SEARCH)
    with pytest.raises(RoleTaken):
        await house.bus.send(made(ASK), ADMIN)

    await house.bus.send(DeleteRole(name="clerk"), ADMIN)
    await house.bus.send(made(ASK), ADMIN)
    await house.settle()

    assert (await house.who((await house.add_key("clerk")).key)).permissions == {ASK}


async def test_a_role_that_somebody_holds_is_not_deleted() -> None:
    house = House()
    key = await house.add_key(await house.add_role(SEARCH))
    with pytest.raises(RoleInUse):
        await house.bus.send(DeleteRole(name="clerk"), ADMIN)

    await house.bus.send(RevokeKey(key_id=key.id), ADMIN)
    await house.bus.send(DeleteRole(name="clerk"), ADMIN)


@pytest.mark.parametrize("role", Role)
async def test_built_in_roles_stay_as_they_are(role: Role) -> None:
    house = House()
    with pytest.raises(RoleTaken):
        await house.bus.send(CreateRole(name=role, permissions=frozenset({ASK})), ADMIN)
    for command in (changed(ASK, name=role), DeleteRole(name=role)):
        with pytest.raises(BuiltIn):
            await house.bus.send(command, ADMIN)


async def test_a_role_that_is_not_there_is_neither_changed_nor_deleted() -> None:
    house = House()
    await house.add_role(SEARCH)
    await house.bus.send(DeleteRole(name="clerk"), ADMIN)

    for command in (changed(ASK), DeleteRole(name="clerk"), DeleteRole(name="\0" * 1_000)):
        with pytest.raises(NotFound):
            await house.bus.send(command, ADMIN)


async def test_a_role_that_is_not_there_is_not_given() -> None:
    command = CreateUser(email="b@example.org", name="B", role="clerk", password="x" * 20)
    with pytest.raises(Invalid) as refusal:
        await House().bus.send(command, ADMIN)
    assert refusal.value.field == "role"


async def test_viewers_keep_no_roles() -> None:
    for command in (made(SEARCH), changed(ASK), DeleteRole(name="clerk")):
        with pytest.raises(Forbidden):
            await House().bus.send(command, VIEWER)
