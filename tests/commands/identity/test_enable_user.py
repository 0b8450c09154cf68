"""Letting users in again."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.domains.identity.refusal import NotRecognised


async def test_an_enabled_user_may_sign_in_again_and_has_no_session_of_before() -> None:
    house = House()
    id = await house.add_user()
    before = await house.sign_in()

    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await house.bus.send(EnableUser(user_id=id), ADMIN)
    await house.settle()

    assert (await house.me()).id == id
    with pytest.raises(NotRecognised):
        await house.who(before)
