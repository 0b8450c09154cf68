"""Keeping users out."""

from uuid import UUID

import pytest
from tests.identity_house import PASSWORD, House
from tests.people import ADMIN, VIEWER, own_key

from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.invite_user import InviteUser
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import DisablesOneself, LastAdministrator
from aurora.domains.principal import ANONYMOUS


async def test_a_disabled_users_access_token_opens_nothing() -> None:
    house = House()
    id = await house.add_user()
    token = await house.sign_in()

    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await house.settle()

    with pytest.raises(NotRecognised):
        await house.who(token)


async def test_an_administrator_disables_another_but_not_themselves() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    themselves = await house.who(await house.sign_in())

    for by in (themselves, own_key(themselves)):
        with pytest.raises(DisablesOneself):
            await house.bus.send(DisableUser(user_id=id), by)


async def test_invitations_of_who_is_disabled_are_void() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    invite = InviteUser(email="caio@example.org", role=Role.ADMINISTRATOR)
    await house.bus.send(invite, await house.me())
    await house.settle()

    await house.bus.send(DisableUser(user_id=id), ADMIN)

    token = house.token("caio@example.org")
    accept = AcceptInvitation(token=token, name="Caio", password=PASSWORD)
    with pytest.raises(LinkRefused):
        await house.bus.send(accept, ANONYMOUS)


async def test_the_last_administrator_stays() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    other = await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    await house.bus.send(DisableUser(user_id=other), ADMIN)

    with pytest.raises(LastAdministrator):
        await house.bus.send(DisableUser(user_id=id), ADMIN)


@pytest.mark.parametrize("message", [DisableUser, EnableUser])
async def test_viewers_disable_and_enable_nobody(
    message: type[DisableUser] | type[EnableUser],
) -> None:
    house = House()
    id = await house.add_user()

    with pytest.raises(Forbidden):
        await house.bus.send(message(user_id=id), VIEWER)


async def test_there_must_be_such_a_user() -> None:
    with pytest.raises(NotFound):
        await House().bus.send(DisableUser(user_id=UUID(int=9)), ADMIN)
