"""Revoking API keys."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER, person

from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import BeyondOneself, Role
from aurora.domains.principal import Permission


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


async def test_nobody_revokes_a_key_that_may_do_more() -> None:
    clerk = person(1006, "Cleo", VIEWER.permissions | {Permission.MANAGE_KEYS})
    house = House()
    mightier, narrow = (
        await house.add_key(Role.ADMINISTRATOR),
        await house.add_key(Role.ADMINISTRATOR, scopes=frozenset({Permission.SEARCH})),
    )

    with pytest.raises(BeyondOneself):
        await house.bus.send(RevokeKey(key_id=mightier.id), clerk)
    await house.bus.send(RevokeKey(key_id=narrow.id), clerk)

    assert await house.who(mightier.key)


async def test_there_must_be_such_a_key() -> None:
    with pytest.raises(NotFound):
        await House().bus.send(RevokeKey(key_id=UUID(int=9)), ADMIN)
