"""How much of the audit log waits to be sealed."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.engine import reading

MOST = 10_000
# beyond the newest link; where that came with a backup of another server, everywhere
WAITING = text("""
    WITH newest AS (
        SELECT entries.xid, entries.id
        FROM audit_chain JOIN audit_entries entries ON entries.id = entry_id
        WHERE sequence = (SELECT max(sequence) FROM audit_chain)
          AND entries.xid < pg_snapshot_xmax(pg_current_snapshot())
    )
    SELECT count(*) FROM (
        SELECT FROM audit_entries entries
        WHERE (entries.xid, entries.id) > (
                  coalesce((SELECT xid FROM newest), '0'),
                  coalesce((SELECT id FROM newest), '00000000-0000-0000-0000-000000000000'))
          AND NOT EXISTS (SELECT FROM audit_chain WHERE entry_id = entries.id)
        LIMIT :most
    ) AS waiting
""")


class AuditBacklog:
    """Counts entries that no sealer has put into the chain yet, as far as it is worth counting."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def size(self) -> float:
        """Give how many there are, at most MOST."""
        async with self._engine.connect() as connection:
            return float((await connection.execute(WAITING, {"most": MOST})).scalar_one())
