"""What several contracts are about."""

from collections.abc import AsyncIterator

import pytest
from tests.ground import Ground, memory_ground, postgres_ground


@pytest.fixture(params=["memory", "postgres"])
async def ground(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Ground]:
    if request.param == "memory":
        yield memory_ground()
        return
    async with postgres_ground(postgres_url) as ground:
        yield ground
