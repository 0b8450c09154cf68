"""Cursors of subscribers whose effects are not in Redis."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.domains.errors import Stale
from aurora.domains.event import START, Position
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import cursors


class PostgresCursors:
    """How far each subscriber has read, and for which generation of its effects."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def read(self, subscriber: str) -> tuple[str, Position]:
        """Give generation and position; `("", START)` for a new subscriber."""
        statement = select(cursors).where(cursors.c.subscriber == subscriber)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return (row.generation, Position(row.xid, row.position)) if row else ("", START)

    async def advance(self, subscriber: str, generation: str, upto: Position) -> None:
        """Move the cursor on."""
        async with self._engine.connect() as connection:
            await connection.execute(_moved(subscriber, generation, upto))


async def move(
    connection: AsyncConnection, subscriber: str, before: Position, upto: Position
) -> None:
    """Move a cursor on with what else the caller's transaction does; raises Stale where it does not
    stand where it stood.
    """
    there = (cursors.c.xid == before.xid) & (cursors.c.position == before.position)
    if (await connection.execute(_moved(subscriber, "", upto, there))).rowcount != 1:
        raise Stale(f"somebody else moved the cursor of {subscriber}")


def _moved(
    subscriber: str, generation: str, upto: Position, where: ColumnElement[bool] | None = None
) -> Insert:
    row = {"generation": generation, "xid": upto.xid, "position": upto.position}
    statement = insert(cursors).values(subscriber=subscriber, **row)
    return statement.on_conflict_do_update(index_elements=["subscriber"], set_=row, where=where)
