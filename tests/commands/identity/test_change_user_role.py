"""Giving users other roles."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, EDITOR, VIEWER, person

from aurora.commands.identity.change_user_role import ChangeUserRole
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role
from aurora.domains.identity.user import LastAdministrator
from aurora.domains.principal import Permission

KEEPER = person(1005, "Kai", EDITOR.permissions | {Permission.MANAGE_USERS})


async def test_another_role_acts_on_the_next_request() -> None:
    house = House()
    id = await house.add_user(role=Role.EDITOR)
    token = await house.sign_in()

    await house.bus.send(ChangeUserRole(user_id=id, role=Role.VIEWER), ADMIN)
    assert (await house.who(token)).permissions == PERMISSIONS[Role.VIEWER]
    await house.settle()
    assert (await house.who(token)).permissions == PERMISSIONS[Role.VIEWER]


async def test_more_rights_come_with_the_next_token() -> None:
    house = House()
    id = await house.add_user(role=Role.VIEWER)
    await house.bus.send(ChangeUserRole(user_id=id, role=Role.OPERATOR), ADMIN)
    await house.settle()

    assert (await house.who(await house.sign_in())).permissions == PERMISSIONS[Role.OPERATOR]


async def test_keys_of_a_user_follow_the_role() -> None:
    house = House()
    id = await house.add_user(role=Role.EDITOR)
    key = await house.bus.send(IssueOwnKey(name="a"), await house.who(await house.sign_in()))
    assert (await house.who(key.key)).permissions == PERMISSIONS[Role.EDITOR]
    await house.bus.send(ChangeUserRole(user_id=id, role=Role.VIEWER), ADMIN)
    await house.settle()

    assert (await house.who(key.key)).permissions == PERMISSIONS[Role.VIEWER]


async def test_the_same_role_again_is_no_event() -> None:
    house = House()
    id = await house.add_user()
    before = len(house.record.log)

    await house.bus.send(ChangeUserRole(user_id=id, role=Role.VIEWER), ADMIN)
    assert len(house.record.log) == before


async def test_the_last_administrator_stays_one() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    demote = ChangeUserRole(user_id=id, role=Role.VIEWER)
    with pytest.raises(LastAdministrator):
        await house.bus.send(demote, ADMIN)

    await house.add_user("bia@example.org", role=Role.ADMINISTRATOR)
    await house.bus.send(demote, ADMIN)


@pytest.mark.parametrize(
    ("before", "after"),
    [(Role.VIEWER, Role.ADMINISTRATOR), (Role.ADMINISTRATOR, Role.VIEWER)],
)
async def test_nobody_gives_or_takes_what_is_beyond_their_own_rights(
    before: Role, after: Role
) -> None:
    house = House()
    id = await house.add_user(role=before)
    await house.add_user("bia@example.org", role=Role.ADMINISTRATOR)

    with pytest.raises(BeyondOneself):
        await house.bus.send(ChangeUserRole(user_id=id, role=after), KEEPER)


async def test_a_role_within_ones_own_rights_is_given() -> None:
    house = House()
    id = await house.add_user()

    await house.bus.send(ChangeUserRole(user_id=id, role=Role.EDITOR), KEEPER)


async def test_a_role_that_is_not_there_is_not_given() -> None:
    house = House()
    id = await house.add_user()
    with pytest.raises(Invalid) as refusal:
        await house.bus.send(ChangeUserRole(user_id=id, role="clerk"), ADMIN)
    assert refusal.value.field == "role"


async def test_a_user_who_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        await House().bus.send(ChangeUserRole(user_id=UUID(int=9), role=Role.VIEWER), ADMIN)


async def test_viewers_give_no_roles() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(ChangeUserRole(user_id=UUID(int=9), role=Role.VIEWER), VIEWER)
