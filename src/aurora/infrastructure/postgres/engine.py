"""Connections to PostgreSQL."""

import time
from typing import Any

import asyncpg
import msgspec
from sqlalchemy import event
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from aurora.domains.errors import Stale, Unavailable

REST_SECONDS = 1.0
RESTS_SINCE = "rests since"
SESSION = {
    "application_name": "aurora",
    "jit": "off",
    # the locks of a machine that is gone would outlive it for hours
    "idle_in_transaction_session_timeout": "30s",
}
DEADLOCK = asyncpg.DeadlockDetectedError.sqlstate
UNREACHED = (
    OSError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.ConnectionDoesNotExistError,
)


def connect(url: str, *, pool: int = 16) -> AsyncEngine:
    """Give an engine for `postgresql+asyncpg://…` whose JSON columns speak msgspec.

    It has up to `pool` connections, made when they are first needed, and keeps them. One that has
    rested is tried before it is used again, and a dead one replaced. While the server cannot be
    reached, and where it is lost in between, Unavailable is raised.
    """
    engine = create_async_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_use_lifo=True,
        hide_parameters=True,  # faults are logged, and what was to be written may be a secret
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": SESSION},
    )
    event.listen(engine.sync_engine, "do_connect", _reach)
    event.listen(engine.sync_engine, "handle_error", _tell)
    event.listen(engine.sync_engine, "checkin", _note)
    event.listen(engine.sync_engine, "checkout", _try)
    return engine


def reading(engine: AsyncEngine) -> AsyncEngine:
    """Give the same engine for statements that stand alone: without a transaction around them."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _reach(dialect: Dialect, _: object, args: Any, given: Any) -> Any:  # noqa: ANN401  the dialect's
    try:
        return dialect.connect(*args, **given)
    except Exception as fault:
        if isinstance(fault, UNREACHED) or isinstance(fault.__cause__, UNREACHED):
            raise Unavailable("the database cannot be reached", retry_after=2) from fault
        raise


def _tell(context: ExceptionContext) -> None:
    if getattr(context.original_exception, "sqlstate", None) == DEADLOCK:
        raise Stale("another change was in the way") from context.original_exception
    # a cancelled statement loses its connection too, and stays cancelled
    if context.is_disconnect and isinstance(context.original_exception, Exception):
        raise Unavailable("the database was lost", retry_after=2) from context.original_exception


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
