"""Which revision the database is at."""

import asyncio
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.errors import Unavailable

HEAD = "0041"
POLL_SECONDS = 0.05


async def current(engine: AsyncEngine) -> str | None:
    """Give the revision that the database is at, None before the first."""
    try:
        async with engine.connect() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            row = found.first()
    except DBAPIError:
        return None
    return str(row[0]) if row else None


async def wait_for_schema(engine: AsyncEngine) -> None:
    """Return once the database is there and at the newest revision."""
    while True:
        with suppress(Unavailable):
            if await current(engine) == HEAD:
                return
        await asyncio.sleep(POLL_SECONDS)
