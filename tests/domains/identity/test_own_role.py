"""The role that an installation makes for itself."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.events import RoleChanged, RoleDefined, RoleDeleted
from aurora.domains.identity.own_role import (
    BuiltIn,
    OwnRole,
    RoleInUse,
    RoleTaken,
    require_own,
    role_id,
)
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission

SEARCH, ASK = Permission.SEARCH, Permission.ASK


def clerk() -> OwnRole:
    role = OwnRole.named("clerk")
    role.define({SEARCH})
    return role


def test_a_role_says_what_it_allows_in_order() -> None:
    role = OwnRole.named("clerk")
    role.define({SEARCH, ASK})

    told = RoleDefined(role_id=role_id("clerk"), name="clerk", permissions=("ask", "search"))
    assert role.pending == [told]
    assert role.permissions == {SEARCH, ASK}


@pytest.mark.parametrize("name", ["", "Clerk", "a b", "-a", "a-", "a--b", "a_b", "é", "a" * 41])
def test_a_name_is_short_and_plain(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        OwnRole.named(name)
    assert refusal.value.field == "name"


@pytest.mark.parametrize("name", ["a", "7", "night-shift", "a" * 40])
def test_plain_names_are_taken(name: str) -> None:
    assert OwnRole.named(name).id == role_id(name)


@pytest.mark.parametrize("name", Role)
def test_the_names_of_built_in_roles_are_taken(name: str) -> None:
    with pytest.raises(RoleTaken):
        OwnRole.named(name)
    with pytest.raises(BuiltIn):
        require_own(name)


def test_a_name_is_taken_once() -> None:
    with pytest.raises(RoleTaken):
        clerk().define({ASK})


@pytest.mark.parametrize("never", [Permission.OPERATE, Permission.ANYONE])
def test_what_nobody_is_given_no_role_holds(never: Permission) -> None:
    with pytest.raises(Invalid) as refusal:
        OwnRole.named("clerk").define({SEARCH, never})
    assert refusal.value.field == "permissions"


def test_a_role_allows_something() -> None:
    with pytest.raises(Invalid):
        clerk().change(set())


def test_a_change_is_told_once() -> None:
    role = clerk()
    role.change({ASK})
    role.change({ASK})

    assert role.pending[1:] == [RoleChanged(role_id=role.id, permissions=("ask",))]


def test_a_role_that_is_held_stays() -> None:
    with pytest.raises(RoleInUse, match="2"):
        clerk().delete(holders=2)


def test_a_deleted_role_allows_nothing_and_can_be_defined_again() -> None:
    role = clerk()
    role.delete(holders=0)
    assert (role.permissions, role.pending[-1]) == (frozenset(), RoleDeleted(role_id=role.id))

    role.define({ASK})
    assert role.permissions == {ASK}
