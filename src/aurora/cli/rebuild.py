"""`aurora rebuild`: fills a projection anew from the event log."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from itertools import chain
from types import MappingProxyType
from uuid import uuid4

import click

from aurora.cli import stores, targets
from aurora.cli.output import Failed, run
from aurora.domains.event import START
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.redis.generations import Generations
from aurora.queries import identity, knowledge, perception, routing
from aurora.queries.projection import Projection, Store
from aurora.settings import Settings

CONTEXTS = (identity, knowledge, perception, routing)
PROJECTIONS = {one.name: one for one in chain(*(context.PROJECTIONS for context in CONTEXTS))}
SECONDS = 20.0
PAUSE_SECONDS = 0.5

Rebuild = Callable[[Projection, Settings], Awaitable[str]]


@click.command("rebuild")
@click.argument("name", metavar="PROJECTION", type=click.Choice(list(PROJECTIONS)))
def command(name: str) -> None:
    """Fill a projection anew.

    Views are filled beside the old ones, which are read until the new ones have caught up. The
    index by word (of this machine) and the one by meaning are emptied first; meanwhile search by
    word answers 503, and search without meaning goes on by word.
    """
    projection = PROJECTIONS[name]

    async def work() -> int:
        click.echo(await REBUILDS[projection.store](projection, targets.settings()))
        return 0

    run(work)


async def _views(projection: Projection, settings: Settings) -> str:
    async with stores.views(settings) as redis:
        generations = Generations(redis, projection.name, projection.version)
        active = await generations.active()
        if any(one != active for one in await generations.to_advance()):
            raise Failed(f"{projection.name} is being filled already")
        generation = await generations.begin()
    return f"{generation} is being filled; it is read as soon as it has caught up"


async def _words(projection: Projection, settings: Settings) -> str:
    """Take the index away at once; the worker that writes it notices within seconds."""
    away = settings.words.with_name(f"{settings.words.name}.{uuid4().hex}")
    try:
        settings.words.rename(away)
    except FileNotFoundError as error:
        raise Failed(f"there is no index in {settings.words}; it is being filled") from error
    except OSError as error:
        raise Failed(f"{settings.words} cannot be taken away: {error.strerror}") from error
    await asyncio.to_thread(shutil.rmtree, away)
    return f"{projection.name} was emptied and is being filled"


async def _meaning(projection: Projection, settings: Settings) -> str:
    """Forget which generation the store holds; its subscriber then begins a new one."""
    name = f"{projection.name}.v{projection.version}"
    async with stores.database(settings) as engine:
        cursors, until = PostgresCursors(engine), time.monotonic() + SECONDS
        before, _ = await cursors.read(name)
        generation = before
        while generation in ("", before) and time.monotonic() < until:
            if generation:
                await cursors.advance(name, "", START)
            await asyncio.sleep(PAUSE_SECONDS)
            generation, _ = await cursors.read(name)
    if generation in ("", before):
        return f"{projection.name} will be filled as soon as a worker runs"
    return f"{generation} is being filled"


REBUILDS: Mapping[Store, Rebuild] = MappingProxyType(
    {Store.VIEWS: _views, Store.WORDS: _words, Store.MEANING: _meaning}
)
