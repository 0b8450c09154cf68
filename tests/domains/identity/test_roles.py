"""The one table from role to permission."""

import pytest
from tests.people import ADMIN, READING, VIEWER

from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role, require_within
from aurora.domains.principal import SYSTEM, Permission


def test_every_role_has_its_permissions() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_viewers_read_and_ask_and_change_nothing() -> None:
    assert PERMISSIONS[Role.VIEWER] == READING


def test_administrators_do_everything_but_operate_the_machine() -> None:
    missing = set(Permission) - PERMISSIONS[Role.ADMINISTRATOR]

    assert missing == {Permission.ANYONE, Permission.OPERATE}


def test_nobody_gives_a_role_beyond_their_own() -> None:
    with pytest.raises(BeyondOneself, match="administrator"):
        require_within(PERMISSIONS[Role.ADMINISTRATOR], VIEWER, "the role administrator")


@pytest.mark.parametrize("role", Role)
def test_administrators_and_aurora_itself_give_any_role(role: Role) -> None:
    require_within(PERMISSIONS[role], ADMIN, role)
    require_within(PERMISSIONS[role], SYSTEM, role)
