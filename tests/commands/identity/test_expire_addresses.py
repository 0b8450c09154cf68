import pytest
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.create_role import CreateRole
from aurora.commands.identity.expire_addresses import ExpireAddresses
from aurora.domains.errors import Forbidden
from aurora.domains.origin import Origin
from aurora.domains.principal import SYSTEM, Permission

HOME = Origin(address="203.0.113.9", request_id="1")
DAY = 86_400


def kept(house: House) -> list[bool]:
    return [noted.whereabouts is not None for noted in house.record.audit]


async def test_addresses_are_kept_for_their_time_and_no_longer() -> None:
    house = House()
    for name in ("night-shift", "day-shift"):
        command = CreateRole(name=name, permissions=frozenset({Permission.SEARCH}))
        await house.bus.send(command, ADMIN, origin=HOME)
        house.clock.advance(60 * DAY)
    await house.bus.send(ExpireAddresses(), SYSTEM)

    assert kept(house) == [False, True]


async def test_nobody_but_aurora_may_ask_for_it() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(ExpireAddresses(), ADMIN)
