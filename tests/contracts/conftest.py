"""What several contracts are about."""

from collections.abc import AsyncIterator

import pytest
from tests.contracts.accounts import identity_in
from tests.ground import Ground, memory_ground, postgres_ground

from aurora.domains.identity.ports import Identity


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
