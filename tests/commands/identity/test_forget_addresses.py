from uuid import UUID

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.forget_addresses import ForgetAddresses
from aurora.commands.identity.login import Login
from aurora.domains.errors import Forbidden
from aurora.domains.origin import Origin
from aurora.domains.principal import ANONYMOUS, SYSTEM

HOME = Origin(address="203.0.113.9", request_id="1")


def places(house: House) -> dict[str, str | None]:
    return {
        noted.entry.action: noted.whereabouts.address if noted.whereabouts else None
        for noted in house.record.audit
    }


async def test_from_where_somebody_signed_in_is_forgotten_and_that_they_did_is_not() -> None:
    house = House()
    user = await house.add_user()
    await house.bus.send(Login(email=EMAIL, password=PASSWORD), ANONYMOUS, origin=HOME)
    before = [noted.entry for noted in house.record.audit]
    assert places(house)["Login"] == "203.0.113.9"
    await house.bus.send(ForgetAddresses(principal_id=user), SYSTEM)

    assert places(house)["Login"] is None
    assert [noted.entry for noted in house.record.audit] == before


async def test_from_where_others_came_is_kept() -> None:
    house = House()
    await house.add_user()
    await house.bus.send(Login(email=EMAIL, password=PASSWORD), ANONYMOUS, origin=HOME)
    await house.bus.send(ForgetAddresses(principal_id=UUID(int=9)), SYSTEM)

    assert places(house)["Login"] == "203.0.113.9"


async def test_nobody_but_aurora_may_ask_for_it() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(ForgetAddresses(principal_id=UUID(int=9)), ADMIN)
