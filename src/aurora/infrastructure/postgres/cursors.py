"""Cursors of subscribers whose effects are not in Redis."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

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
        row = {"generation": generation, "xid": upto.xid, "position": upto.position}
        statement = insert(cursors).values(subscriber=subscriber, **row)
        async with self._engine.connect() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["subscriber"], set_=row)
            )
