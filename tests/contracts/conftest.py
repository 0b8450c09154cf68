"""What several contracts are about."""

from collections.abc import AsyncIterator

import pytest
from tests.contracts.accounts import identity_in
from tests.databases import fresh_database, wiring
from tests.ground import Ground, memory_ground, postgres_ground

from aurora.domains.identity.ports import Identity
from aurora.domains.knowledge.events import EVENTS
from aurora.domains.knowledge.ports import Knowledge
from aurora.infrastructure.memory.knowledge import MemoryKnowledge
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.knowledge import PostgresKnowledge


@pytest.fixture(params=["memory", "postgres"])
async def ground(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Ground]:
    if request.param == "memory":
        yield memory_ground()
        return
    async with postgres_ground(postgres_url) as ground:
        yield ground


@pytest.fixture(params=["memory", "postgres"])
async def identity(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Identity]:
    async with identity_in(request.param, postgres_url) as identity:
        yield identity


@pytest.fixture(params=["memory", "postgres"])
async def knowledge(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Knowledge]:
    if request.param == "memory":
        yield MemoryKnowledge(MemoryRecord(MemoryClock(), MemoryIds()))
        return
    async with fresh_database(postgres_url) as engine:
        yield PostgresKnowledge(wiring(engine, EVENTS))
