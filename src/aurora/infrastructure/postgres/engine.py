"""Connections to PostgreSQL."""

import time
from typing import Any

import msgspec
from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

REST_SECONDS = 1.0
RESTS_SINCE = "rests since"


def connect(url: str, *, pool: int = 8) -> AsyncEngine:
    """Give an engine for `postgresql+asyncpg://…` whose JSON columns speak msgspec.

    A connection that has rested is tried before it is used again, and a dead one replaced.
    """
    engine = create_async_engine(
        url,
        pool_size=pool,
        max_overflow=pool,
        pool_use_lifo=True,
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"application_name": "aurora", "jit": "off"}},
    )
    event.listen(engine.sync_engine, "checkin", _note)
    event.listen(engine.sync_engine, "checkout", _try)
    return engine


def _note(_: object, entry: ConnectionPoolEntry) -> None:
    entry.info[RESTS_SINCE] = time.monotonic()


def _try(connection: Any, entry: ConnectionPoolEntry, _: object) -> None:  # noqa: ANN401  the dialect's
    now = time.monotonic()
    if now - entry.info.get(RESTS_SINCE, now) < REST_SECONDS:
        return
    try:
        connection.ping()
    except Exception as error:
        raise InvalidatePoolError from error
