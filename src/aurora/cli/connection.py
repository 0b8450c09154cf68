"""The way from a command to an Aurora: one that was chosen, one that runs here, or a new one."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from importlib import import_module

from aurora.cli import targets
from aurora.cli.client import Client
from aurora.cli.output import Unreachable
from aurora.cli.targets import Target
from aurora.settings import Settings


@asynccontextmanager
async def connected() -> AsyncIterator[Client]:
    """Give a client of an Aurora that answers; start one where none runs on this machine."""
    settings = targets.settings()
    if found := await _running(settings):
        async with aclosing(found) as client:
            yield client
        return
    temporary = import_module("aurora.cli.temporary").temporary
    async with (
        temporary(settings) as target,
        aclosing(Client(target, temporary=True)) as client,
    ):
        yield client


@asynccontextmanager
async def at(target: Target) -> AsyncIterator[Client]:
    """Give a client of one target."""
    async with aclosing(Client(target)) as client:
        yield client


async def _running(settings: Settings) -> Client | None:
    for target in targets.targets(settings):
        client = Client(target)
        if await client.alive():
            return client
        await client.aclose()
        if target.chosen:
            raise Unreachable(f"no Aurora answers at {target.url}")
    return None
