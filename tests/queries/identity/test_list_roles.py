"""Which roles are there, and what do they allow?"""

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.change_role import ChangeRole
from aurora.commands.identity.delete_role import DeleteRole
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.own_role import role_id
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import Permission
from aurora.queries.identity.get_role import GetRole
from aurora.queries.identity.list_roles import ListRoles
from aurora.queries.identity.views import RoleView

SEARCH, ASK = Permission.SEARCH, Permission.ASK


async def test_built_in_roles_come_first_and_own_ones_by_name() -> None:
    house = House()
    for name in ("porter", "clerk", "night-shift"):
        await house.add_role(SEARCH, name=name)

    roles = await house.bus.ask(ListRoles(), ADMIN)

    assert [role.name for role in roles] == [*Role, "clerk", "night-shift", "porter"]
    assert [role.built_in for role in roles] == [True] * 4 + [False] * 3


async def test_more_roles_than_one_page_holds_are_all_there() -> None:
    house = House()
    for number in range(205):
        name = f"r{number}"
        view = RoleView(id=role_id(name), version=1, name=name, permissions=("ask",))
        await house.views(RoleView).put(view)

    roles = await house.bus.ask(ListRoles(), ADMIN)
    assert len(roles) == 209


async def test_a_role_says_what_it_allows_now() -> None:
    house = House()
    await house.add_role(SEARCH)
    changed = ChangeRole(name="clerk", permissions=frozenset({SEARCH, ASK}))
    await house.bus.send(changed, ADMIN)
    await house.settle()

    assert (await house.bus.ask(GetRole(name="clerk"), ADMIN)).permissions == (ASK, SEARCH)


async def test_a_built_in_role_is_read_off_the_table() -> None:
    role = await House().bus.ask(GetRole(name="viewer"), ADMIN)

    assert frozenset(role.permissions) == PERMISSIONS[Role.VIEWER]
    assert role.built_in


async def test_a_deleted_role_is_not_found() -> None:
    house = House()
    await house.add_role(SEARCH)
    await house.bus.send(DeleteRole(name="clerk"), ADMIN)
    await house.settle()

    with pytest.raises(NotFound):
        await house.bus.ask(GetRole(name="clerk"), ADMIN)
    roles = await house.bus.ask(ListRoles(), ADMIN)
    assert len(roles) == 4


async def test_viewers_see_no_roles() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListRoles(), VIEWER)
    with pytest.raises(Forbidden):
        await House().bus.ask(GetRole(name="viewer"), VIEWER)
