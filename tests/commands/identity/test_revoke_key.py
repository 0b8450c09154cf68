"""Revoking API keys."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.refusal import NotRecognised


async def test_a_revoked_key_opens_nothing() -> None:
    house = House()
    issued = await house.add_key()

    await house.bus.send(RevokeKey(key_id=issued.id), ADMIN)
    await house.settle()

    with pytest.raises(NotRecognised):
        await house.who(issued.key)


async def test_revoking_twice_is_no_error() -> None:
    house = House()
    issued = await house.add_key()
    for _ in range(2):
        await house.bus.send(RevokeKey(key_id=issued.id), ADMIN)

    assert [recorded.version for recorded in house.record.log] == [1, 2]


async def test_viewers_revoke_no_keys() -> None:
    house = House()
    issued = await house.add_key()

    with pytest.raises(Forbidden):
        await house.bus.send(RevokeKey(key_id=issued.id), VIEWER)


async def test_there_must_be_such_a_key() -> None:
    with pytest.raises(NotFound):
        await House().bus.send(RevokeKey(key_id=UUID(int=9)), ADMIN)
