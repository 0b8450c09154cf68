"""Subscribers that an event stopped."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import parked


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """A subscriber that stands still, the event it cannot take in, and why."""

    subscriber: str
    event_id: UUID
    attempts: int
    error: str | None


class PostgresParking:
    """Where parked subscribers are noted; releasing one makes it try again at once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._reads = engine, reading(engine)

    async def park(self, subscriber: str, event_id: UUID, error: str) -> None:
        """Note that the subscriber failed at the event once more."""
        row = {"event_id": event_id, "error": error[:2000], "retry_at": datetime.now(UTC)}
        statement = insert(parked).values(subscriber=subscriber, attempts=1, **row)
        again = {**row, "attempts": parked.c.attempts + 1}
        async with self._engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["subscriber"], set_=again)
            )

    async def is_parked(self, subscriber: str) -> bool:
        """Tell whether the subscriber is noted."""
        return any(one.subscriber == subscriber for one in await self.all())

    async def release(self, subscriber: str) -> None:
        """Strike the note out."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(parked).where(parked.c.subscriber == subscriber))

    async def all(self) -> list[Parked]:
        """Give every parked subscriber."""
        noted = select(*map(parked.c.__getitem__, Parked.__struct_fields__))
        async with self._reads.connect() as connection:
            return [Parked(**row._asdict()) for row in await connection.execute(noted)]
