"""Rotating keys."""

from uuid import UUID

import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER, person

from aurora.commands.identity.revoke_key import RevokeKey
from aurora.commands.identity.rotate_key import RotateKey
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.identity.api_key import RevokedAlready
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import BeyondOneself, Role
from aurora.domains.principal import Permission

CLERK = person(1005, "Kai", VIEWER.permissions | {Permission.MANAGE_KEYS})


async def test_both_texts_open_the_key_while_they_overlap_and_then_only_the_new_one() -> None:
    house = House()
    old = await house.add_key()
    new = await house.bus.send(RotateKey(key_id=old.id, overlap_seconds=60), ADMIN)
    await house.settle()

    house.clock.advance(59)
    assert [(await house.who(one.key)).id for one in (old, new)] == [old.id, old.id]
    house.clock.advance(1)
    assert (await house.who(new.key)).id == old.id
    with pytest.raises(NotRecognised):
        await house.who(old.key)


async def test_the_new_text_opens_before_any_view_knows_it() -> None:
    house = House()
    old = await house.add_key()
    new = await house.bus.send(RotateKey(key_id=old.id), ADMIN)

    assert (await house.who(new.key)).id == old.id


async def test_without_overlap_the_old_text_opens_nothing() -> None:
    house = House()
    old = await house.add_key()
    await house.bus.send(RotateKey(key_id=old.id, overlap_seconds=0), ADMIN)
    await house.settle()

    with pytest.raises(NotRecognised):
        await house.who(old.key)


async def test_of_two_rotations_only_the_last_two_texts_are_left() -> None:
    house = House()
    first = await house.add_key()
    second = await house.bus.send(RotateKey(key_id=first.id), ADMIN)
    third = await house.bus.send(RotateKey(key_id=first.id), ADMIN)
    await house.settle()

    assert [(await house.who(one.key)).id for one in (second, third)] == [first.id] * 2
    with pytest.raises(NotRecognised):
        await house.who(first.key)


async def test_revoking_ends_both_texts() -> None:
    house = House()
    old = await house.add_key()
    new = await house.bus.send(RotateKey(key_id=old.id), ADMIN)
    await house.bus.send(RevokeKey(key_id=old.id), ADMIN)
    await house.settle()

    for one in (old, new):
        with pytest.raises(NotRecognised):
            await house.who(one.key)
    with pytest.raises(RevokedAlready):
        await house.bus.send(RotateKey(key_id=old.id), ADMIN)


async def test_no_new_text_is_kept_anywhere() -> None:
    house = House()
    key = await house.add_key()
    new = await house.bus.send(RotateKey(key_id=key.id), ADMIN, key="once")
    await house.settle()

    kept = repr(
        (house.record.log, house.record.answers, [vars(views) for views in house.kinds.values()])
    )
    assert new.key.split("_")[3] not in kept


async def test_nobody_gets_hold_of_a_key_beyond_their_own_rights() -> None:
    house = House()
    strong, weak = await house.add_key(Role.ADMINISTRATOR), await house.add_key()

    assert await house.bus.send(RotateKey(key_id=weak.id), CLERK)
    with pytest.raises(BeyondOneself):
        await house.bus.send(RotateKey(key_id=strong.id), CLERK)


async def test_a_key_narrowed_by_scopes_counts_by_them() -> None:
    house = House()
    narrow = await house.add_key(Role.ADMINISTRATOR, scopes=frozenset({Permission.SEARCH}))

    assert await house.bus.send(RotateKey(key_id=narrow.id), CLERK)


async def test_a_key_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        await House().bus.send(RotateKey(key_id=UUID(int=9)), ADMIN)


async def test_viewers_rotate_no_keys() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(RotateKey(key_id=UUID(int=9)), VIEWER)
