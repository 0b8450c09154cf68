"""Who speaks with the Aurora of all tests, and a site to perceive."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.cli.command_line import CommandLine
from tests.journeys.living import Living
from tests.site.server import Site, serve_site


@pytest.fixture(scope="session")
async def site() -> AsyncIterator[Site]:
    async with serve_site() as serving:
        yield serving


@pytest.fixture
def cli(aurora: Living, tmp_path: Path) -> CommandLine:
    """The command line of the user who runs Aurora, in its data directory."""
    port = aurora.url.rpartition(":")[2]
    return CommandLine(tmp_path, {"AURORA_DATA_DIR": str(aurora.data_dir), "AURORA_PORT": port})


@pytest.fixture
def stranger(tmp_path: Path) -> CommandLine:
    """The command line of somebody on whose machine no Aurora ever ran."""
    return CommandLine(tmp_path)
