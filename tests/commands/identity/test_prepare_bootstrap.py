"""The one-time token."""

import pytest
from tests.identity_house import TOKEN, House, first_administrator
from tests.people import ADMIN

from aurora.commands.identity.prepare_bootstrap import PrepareBootstrap
from aurora.domains.errors import Forbidden
from aurora.domains.identity.installation import WrongToken
from aurora.domains.principal import ANONYMOUS, SYSTEM


async def test_a_fresh_token_is_given_and_opens_the_door() -> None:
    house = House()

    token = await house.bus.send(PrepareBootstrap(), SYSTEM)

    assert token is not None
    assert await house.bus.send(first_administrator(token), ANONYMOUS)


async def test_a_token_of_ones_own_is_taken() -> None:
    assert await House().bus.send(PrepareBootstrap(token=TOKEN), SYSTEM) == TOKEN


async def test_each_start_gives_another_token_and_voids_the_last() -> None:
    house = House()
    first = await house.bus.send(PrepareBootstrap(), SYSTEM)
    second = await house.bus.send(PrepareBootstrap(), SYSTEM)

    assert first is not None
    assert first != second
    with pytest.raises(WrongToken):
        await house.bus.send(first_administrator(first), ANONYMOUS)


async def test_there_is_no_token_once_there_is_an_administrator() -> None:
    house = House()
    await house.bus.send(PrepareBootstrap(token=TOKEN), SYSTEM)
    await house.bus.send(first_administrator(), ANONYMOUS)

    assert await house.bus.send(PrepareBootstrap(token=TOKEN), SYSTEM) is None
    assert await house.bus.send(PrepareBootstrap(), SYSTEM) is None


async def test_only_who_operates_aurora_prepares_it() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(PrepareBootstrap(), ADMIN)
