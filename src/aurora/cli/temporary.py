"""An Aurora for as long as one command needs it."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec.structs import replace

from aurora.cli.output import Unreachable, tell
from aurora.cli.targets import Target, here
from aurora.domains.errors import AuroraError
from aurora.infrastructure.embedded.system import EmbeddedSystem
from aurora.infrastructure.observability import logs
from aurora.settings import Settings

READY_SECONDS = 120.0


@asynccontextmanager
async def temporary(settings: Settings) -> AsyncIterator[Target]:
    """Start Aurora on a port that nobody else knows, and stop it at the end."""
    logs.configure("error", "cli")
    spare = replace(settings, host="127.0.0.1", port=_free_port(), public_url=None)
    system = EmbeddedSystem(spare)
    tell(f"No Aurora runs on this machine: starting one on {settings.data_dir.absolute()} …")
    try:
        await system.start()
    except AuroraError as error:
        raise Unreachable(str(error)) from error
    try:
        if not await system.ready(READY_SECONDS):
            raise Unreachable(f"Aurora does not get ready; see {settings.data_dir / 'logs'}")
        yield here(spare)
    finally:
        await system.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
