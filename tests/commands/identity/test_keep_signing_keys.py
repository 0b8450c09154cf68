"""Keeping the signing keys young."""

import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.domains.errors import Forbidden
from aurora.domains.principal import SYSTEM

DAY = 86_400


async def test_the_first_key_is_made_once() -> None:
    house = House()
    for _ in range(3):
        await house.bus.send(KeepSigningKeys(), SYSTEM)

    assert len(house.record.log) == 1


async def test_the_next_key_is_made_on_its_day() -> None:
    house = House()
    await house.bus.send(KeepSigningKeys(), SYSTEM)

    house.clock.advance(90 * DAY)
    for _ in range(3):
        await house.bus.send(KeepSigningKeys(), SYSTEM)

    assert "signing-key-retired" in repr(house.record.log)
    assert repr(house.record.log).count("SigningKeyPublished(") == 2


async def test_nobody_is_told_to_keep_them_but_aurora() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(KeepSigningKeys(), ADMIN)
