"""One site with scripts, and one browser for all tests that look at it."""

from collections.abc import AsyncIterator

import pytest
from tests.infrastructure.rendering.browsing import Browsing, browsing
from tests.site.scripted import ScriptedSite, serve_scripts


@pytest.fixture(scope="session")
async def scripted() -> AsyncIterator[ScriptedSite]:
    async with serve_scripts() as site:
        yield site


@pytest.fixture(scope="session")
async def shared(scripted: ScriptedSite) -> AsyncIterator[Browsing]:
    async with browsing(scripted) as one:
        yield one


@pytest.fixture
def browser(shared: Browsing) -> Browsing:
    """The shared browser, as if it had shown nothing yet."""
    shared.forget()
    return shared
