"""Rotating the signing keys."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from tests.databases import fresh_database, wiring
from tests.identity_house import House
from tests.keyholders import keyholders
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.commands.identity.rotate_signing_keys import RotateSigningKeys
from aurora.domains.errors import Forbidden
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.keyring import AHEAD
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.tables import events
from aurora.infrastructure.security.signing_keys import PostgresSigningKeys


async def test_the_answer_says_when_the_next_key_signs() -> None:
    house = House()
    await house.bus.send(KeepSigningKeys(), SYSTEM)

    rotation = await house.bus.send(RotateSigningKeys(), ADMIN)

    assert (rotation.signs_from, rotation.tokens_ended) == (house.clock.now() + AHEAD, False)


async def test_an_emergency_says_that_tokens_ended() -> None:
    house = House()
    await house.bus.send(KeepSigningKeys(), SYSTEM)
    house.clock.advance(3_600)

    rotation = await house.bus.send(RotateSigningKeys(now=True), ADMIN)

    assert (rotation.signs_from, rotation.tokens_ended) == (house.clock.now(), True)


async def test_viewers_rotate_nothing() -> None:
    house = House()

    with pytest.raises(Forbidden):
        await house.bus.send(RotateSigningKeys(now=True), VIEWER)
    assert not house.record.log


@pytest.mark.parametrize("now", [False, True])
async def test_many_at_once_make_one_rotation(postgres_url: str, now: bool) -> None:
    clock = MemoryClock()
    async with fresh_database(postgres_url) as engine:
        identity, ledger = PostgresIdentity(wiring(engine, EVENTS)), PostgresLedger(engine)
        held = keyholders(identity, PostgresSigningKeys(engine), ledger, clock)
        await asyncio.gather(*(held.keep() for _ in range(3)))
        clock.advance(timedelta(days=1).total_seconds())

        rotations = await asyncio.gather(*(held.rotate(now=now) for _ in range(3)))

        async with engine.connect() as connection:
            published = events.c.type == "identity.signing-key-published.v1"
            count = await connection.scalar(select(func.count()).where(published))
    assert len({rotation.kid for rotation in rotations}) == 1
    assert count == 2
