"""Signing out."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.logout import Logout
from aurora.domains.errors import Forbidden
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import SYSTEM


async def test_what_was_signed_out_of_is_over_and_nothing_else() -> None:
    house = House()
    await house.add_user()
    left, other = await house.tokens(), await house.tokens()

    await house.bus.send(Logout(), await house.who(other.access_token))
    await house.settle()

    for refused in (house.who(other.access_token), house.refreshed(other.refresh_token)):
        with pytest.raises(NotRecognised):
            await refused
    assert await house.who(left.access_token)
    assert await house.refreshed(left.refresh_token)


async def test_signing_out_twice_at_once_is_signing_out() -> None:
    house = House()
    await house.add_user()
    tokens = await house.tokens()
    principal = await house.who(tokens.access_token)

    for _ in range(2):
        await house.bus.send(Logout(), principal)

    async with house.ports[Identity].work() as work:
        assert (await work.sessions.get(tokens.session_id)).version == 2


async def test_who_did_not_sign_in_does_not_sign_out() -> None:
    house = House()
    key = await house.who((await house.add_key()).key)

    for by in (key, SYSTEM):
        with pytest.raises(Forbidden):
            await house.bus.send(Logout(), by)
    await house.bus.send(Logout(), ADMIN)
