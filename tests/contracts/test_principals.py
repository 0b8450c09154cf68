"""What knowing who there is promises, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from tests.contracts.accounts import ANA, key, user
from tests.databases import fresh_database, wiring

from aurora.commands.identity.erasing import forget
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.ports import Identity
from aurora.domains.knowledge.ports import Principals
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.principals import MemoryPrincipals
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.principals import PostgresPrincipals


@dataclass
class Record:
    identity: Identity
    principals: Principals


@pytest.fixture
def memory() -> Record:
    kept = MemoryRecord(MemoryClock(), MemoryIds())
    return Record(MemoryIdentity(kept), MemoryPrincipals(kept))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Record]:
    async with fresh_database(postgres_url) as engine:
        yield Record(PostgresIdentity(wiring(engine, EVENTS)), PostgresPrincipals(engine))


@pytest.fixture(params=["memory", "postgres"])
def record(request: pytest.FixtureRequest) -> Record:
    chosen: Record = request.getfixturevalue(request.param)
    return chosen


async def test_a_user_is_known_until_they_are_erased(record: Record) -> None:
    ana = user()
    ana.disable(UUID(int=1))
    async with record.identity.work() as work:
        work.users.add(ana)
    assert await record.principals.known(ANA)

    async with record.identity.work() as work:
        await forget(await work.users.get(ANA), work)
    assert not await record.principals.known(ANA)


async def test_a_key_is_known_until_it_is_revoked(record: Record) -> None:
    async with record.identity.work() as work:
        work.keys.add(key(7))
    assert await record.principals.known(UUID(int=7))

    async with record.identity.work() as work:
        (await work.keys.get(UUID(int=7))).revoke()
    assert not await record.principals.known(UUID(int=7))


async def test_nobody_is_known_of_whom_nothing_is_kept(record: Record) -> None:
    assert not await record.principals.known(ANA)
