"""One Aurora for all tests that want nothing of their own of it: to start one costs much."""

from collections.abc import AsyncIterator

import pytest
from tests.journeys.living import Living, living_briefly


@pytest.fixture(scope="session")
async def aurora() -> AsyncIterator[Living]:
    async with living_briefly() as running:
        yield running
