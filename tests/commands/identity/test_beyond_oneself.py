"""Nobody decides about somebody who may do more."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER, person

from aurora.commands.command import Command
from aurora.commands.identity.change_user_role import ChangeUserRole
from aurora.commands.identity.delete_user import DeleteUser
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.remove_users_second_factor import RemoveUsersSecondFactor
from aurora.domains.identity.roles import BeyondOneself, Role
from aurora.domains.principal import Permission

CLERK = person(1006, "Cleo", VIEWER.permissions | {Permission.MANAGE_USERS})


def decisions(id: UUID) -> list[Command[None]]:
    return [
        RemoveUsersSecondFactor(user_id=id),
        ChangeUserRole(user_id=id, role=Role.VIEWER),
        DisableUser(user_id=id),
        EnableUser(user_id=id),
        DeleteUser(user_id=id),
    ]


async def test_whoever_may_do_more_is_left_alone() -> None:
    house = House()
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    administrator = await house.add_user(role=Role.ADMINISTRATOR)
    before = len(house.record.log)

    for decision in decisions(administrator):
        with pytest.raises(BeyondOneself):
            await house.bus.send(decision, CLERK)

    assert len(house.record.log) == before


async def test_whoever_may_do_no_more_is_not() -> None:
    for by in (CLERK, ADMIN):
        house = House()
        viewer = await house.add_user()
        for decision in decisions(viewer):
            await house.bus.send(decision, by)
