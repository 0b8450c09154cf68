"""When keys were last used, on PostgreSQL: noted in memory, written once a minute."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import ARRAY, Column, DateTime, Table, Uuid, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.clock import Clock
from aurora.infrastructure.postgres.tables import metadata

SECONDS = 60.0
key_uses = Table(
    "key_uses",
    metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("last_used_at", DateTime(timezone=True), nullable=False),
)

log = structlog.get_logger("aurora.key_uses")


class PostgresKeyUses:
    """Says when keys were last used, by this process or another."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._noted: dict[UUID, datetime] = {}

    def note(self, id: UUID) -> None:
        """Take note that a key is used at this moment."""
        self._noted[id] = self._clock.now()

    async def last(self, ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Give when each of the keys was last used."""
        these = key_uses.c.key_id == any_(bindparam("ids", list(ids), ARRAY(Uuid)))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(key_uses).where(these))).all()
        kept = {row.key_id: row.last_used_at for row in rows}
        here = {id: self._noted[id] for id in ids if id in self._noted}
        return {id: max(kept.get(id, at), here.get(id, at)) for id, at in {**kept, **here}.items()}

    async def run(self) -> None:
        """Write what was noted once a minute, and at the end."""
        try:
            while True:
                await asyncio.sleep(SECONDS)
                await self.flush()
        finally:
            await self.flush()

    async def flush(self) -> None:
        """Write what was noted; what cannot be written now is written the next time."""
        noted, self._noted = self._noted, {}
        if not noted:
            return
        rows = [{"key_id": id, "last_used_at": at} for id, at in sorted(noted.items())]
        try:
            await self._write(rows)
        except Exception as error:
            self._noted = {**noted, **self._noted}
            log.warning("uses of keys are not kept yet", reason=repr(error))

    async def _write(self, rows: Sequence[Mapping[str, object]]) -> None:
        new = insert(key_uses)
        later = func.greatest(key_uses.c.last_used_at, new.excluded.last_used_at)
        statement = new.on_conflict_do_update(
            index_elements=[key_uses.c.key_id], set_={"last_used_at": later}
        )
        async with self._engine.begin() as connection:
            await connection.execute(statement, rows)
