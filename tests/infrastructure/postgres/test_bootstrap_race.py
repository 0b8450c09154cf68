"""Fifty bootstraps at once on PostgreSQL make exactly one administrator."""

import asyncio

from sqlalchemy import func, select
from tests.databases import fresh_database, wiring
from tests.harness import Present, Silence
from tests.identity_house import TOKEN, first_administrator

from aurora.bus import Bus
from aurora.commands.identity.bootstrap import bootstrap
from aurora.commands.identity.prepare_bootstrap import PrepareBootstrap, prepare_bootstrap
from aurora.domains.clock import Ids
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.installation import AlreadyClaimed
from aurora.domains.identity.ports import (
    Identity,
    PasswordHasher,
    PasswordMeter,
    Secrets,
    Throttle,
)
from aurora.domains.principal import ANONYMOUS, SYSTEM
from aurora.infrastructure.memory.security import (
    MemoryPasswordHasher,
    MemoryPasswordMeter,
    MemorySecrets,
)
from aurora.infrastructure.memory.throttle import MemoryThrottle
from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.tables import events
from aurora.infrastructure.system import SystemClock, SystemIds


async def test_fifty_at_once_make_one_administrator(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        bus = Bus(
            (prepare_bootstrap, bootstrap),
            {
                Identity: PostgresIdentity(wiring(engine, EVENTS)),
                PasswordHasher: MemoryPasswordHasher(),
                PasswordMeter: MemoryPasswordMeter(),
                Secrets: MemorySecrets(),
                Throttle: MemoryThrottle(SystemClock()),
                Ids: SystemIds(),
            },
            ledger=PostgresLedger(engine),
            progress=Present(),
            meter=Silence(),
        )
        await bus.send(PrepareBootstrap(token=TOKEN), SYSTEM)
        crowd = [first_administrator(email=f"u{number}@example.org") for number in range(50)]

        outcomes = await asyncio.gather(
            *(bus.send(one, ANONYMOUS) for one in crowd), return_exceptions=True
        )

        async with engine.connect() as connection:
            made = await connection.scalar(select(func.count()).select_from(users))
            told = (await connection.scalars(select(events.c.type))).all()
    assert sum(isinstance(outcome, AlreadyClaimed) for outcome in outcomes) == 49
    assert made == 1
    assert sorted(told) == [
        "identity.bootstrap-prepared.v1",
        "identity.installation-claimed.v1",
        "identity.user-created.v1",
    ]
