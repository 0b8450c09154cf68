"""Databases that a test has for itself, each a copy of one that was made of the tables once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.event import Event
from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.jobs import Waiting
from aurora.infrastructure.postgres.log import EventCodec
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import Wiring
from aurora.infrastructure.system import SystemClock, SystemIds

WAITING = text("""
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
""")

_originals: dict[tuple[str, frozenset[str]], str] = {}


@asynccontextmanager
async def fresh_database(url: str) -> AsyncIterator[AsyncEngine]:
    """Give an engine on a new database with every table that is known here."""
    name = f"test_{uuid4().hex}"
    original = await _original(url)
    await _outside(url, f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY file_copy")
    engine = _inside(url, name)
    try:
        yield engine
    finally:
        await engine.dispose()
        await _drop(url, name)


async def leave_none(url: str) -> None:
    """Drop what databases were copied from."""
    for known in [one for one in _originals if one[0] == url]:
        await _drop(url, _originals.pop(known))


async def _original(url: str) -> str:
    """Name a database with the tables that are known by now; tests may know some of their own."""
    wanted = (url, frozenset(metadata.tables))
    if wanted not in _originals:
        name = f"original_{uuid4().hex}"
        await _outside(url, f"CREATE DATABASE {name}")
        engine = _inside(url, name)
        async with engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await engine.dispose()
        _originals[wanted] = name
    return _originals[wanted]


async def somebody_waits(engine: AsyncEngine) -> None:
    """Return when a transaction waits for another one."""
    async with asyncio.timeout(30), engine.connect() as connection:
        while not (await connection.execute(WAITING)).scalar_one():
            await connection.rollback()
            await asyncio.sleep(0.01)


def wiring(engine: AsyncEngine, events: Sequence[type[Event]]) -> Wiring:
    """Give what units of work on that database need; jobs wake nobody."""

    async def wake(waiting: Sequence[Waiting]) -> None:
        """Let them sleep."""

    return Wiring(
        engine=engine, codec=EventCodec(events), clock=SystemClock(), ids=SystemIds(), wake=wake
    )


def _inside(url: str, name: str) -> AsyncEngine:
    return connect(make_url(url).set(database=name).render_as_string(hide_password=False))


async def _drop(url: str, name: str) -> None:
    await _outside(url, f"DROP DATABASE {name} WITH (FORCE)")


async def _outside(url: str, statement: str) -> None:
    engine = connect(url, pool=1).execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
