"""Which signing keys there are, and what each does."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.commands.identity.rotate_signing_keys import RotateSigningKeys
from aurora.domains.errors import Forbidden
from aurora.domains.principal import SYSTEM
from aurora.queries.identity.list_signing_keys import ListSigningKeys


async def states(house: House) -> list[str]:
    await house.settle()
    return [str(key.state) for key in await house.bus.ask(ListSigningKeys(), ADMIN)]


async def test_a_key_comes_signs_retires_and_is_erased() -> None:
    house = House()
    await house.bus.send(KeepSigningKeys(), SYSTEM)
    assert await states(house) == ["signing"]

    await house.bus.send(RotateSigningKeys(), ADMIN)
    assert await states(house) == ["signing", "coming"]

    house.clock.advance(600)
    assert await states(house) == ["retiring", "signing"]

    house.clock.advance(720)
    await house.bus.send(KeepSigningKeys(), SYSTEM)
    assert await states(house) == ["retired", "signing"]
    assert [key.erased for key in await house.bus.ask(ListSigningKeys(), ADMIN)] == [True, False]


async def test_a_projection_that_runs_twice_shows_the_same() -> None:
    house = House()
    await house.bus.send(KeepSigningKeys(), SYSTEM)
    await house.settle()
    shown = await house.bus.ask(ListSigningKeys(), ADMIN)

    house._read = 0

    assert await states(house) == ["signing"]
    assert await house.bus.ask(ListSigningKeys(), ADMIN) == shown


async def test_before_the_first_key_there_is_none() -> None:
    assert await states(House()) == []


async def test_viewers_do_not_see_them() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListSigningKeys(), VIEWER)
