"""Letting users in again."""

from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser


async def test_an_enabled_user_comes_in_again() -> None:
    house = House()
    id = await house.add_user()
    token = await house.sign_in()

    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await house.bus.send(EnableUser(user_id=id), ADMIN)
    await house.settle()

    assert (await house.who(token)).id == id
    assert await house.sign_in()
