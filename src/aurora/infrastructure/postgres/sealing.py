"""The sealer of the audit log: it continues the chain each second, one in the installation."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog
from sqlalchemy import Row, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.domains.clock import Clock
from aurora.domains.identity.audit import AuditEntry
from aurora.domains.identity.audit_chain import BEGINNING, Checkpoint, Link, seal
from aurora.infrastructure.cancellation import cancelled
from aurora.infrastructure.postgres.audit import chain, checkpoint_keys, checkpoints
from aurora.infrastructure.postgres.audit_rows import entry_of
from aurora.infrastructure.security.checkpoints import EVENT, sign
from aurora.infrastructure.security.signing_keys import SigningKeys, signing

SECONDS = 1.0
BETWEEN_CHECKPOINTS = timedelta(minutes=1)
BATCH = 1_000

LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended('aurora.audit', 0))")
LAST = text("""
    SELECT sequence, hash, entries.id, entries.xid::text AS xid,
           entries.xid < pg_snapshot_xmax(pg_current_snapshot()) AS native
    FROM audit_chain LEFT JOIN audit_entries entries ON entries.id = entry_id
    ORDER BY sequence DESC LIMIT 1
""")
# an xid of the future came with a backup of another server: it is settled, and looked for once
UNSEALED = text("""
    SELECT entries.* FROM audit_entries entries
    WHERE (entries.xid, entries.id) > (CAST(CAST(:xid AS text) AS xid8), CAST(:id AS uuid))
      AND (entries.xid < pg_snapshot_xmin(pg_current_snapshot())
           OR CAST(:foreign AS boolean) AND entries.xid >= pg_snapshot_xmax(pg_current_snapshot()))
      AND NOT EXISTS (SELECT FROM audit_chain WHERE entry_id = entries.id)
    ORDER BY entries.xid, entries.id LIMIT :limit
""")

log = structlog.get_logger("aurora.audit")


class Sealer:
    """Puts entries into the chain in the order of their commits, and signs how far it is."""

    def __init__(self, engine: AsyncEngine, clock: Clock, keys: SigningKeys) -> None:
        self._engine = engine
        self._clock = clock
        self._keys = keys
        self._thorough = True

    async def run(self) -> None:
        """Seal each second until cancelled, and then a last time."""
        try:
            while not cancelled():
                await self._patiently(closing=False)
                await asyncio.sleep(SECONDS)
        finally:
            await self._patiently(closing=True)

    async def step(self, *, closing: bool = False) -> None:
        """Seal what is committed, unless somebody else does; sign it once a minute, or closing."""
        while await self._seal() == BATCH:
            pass
        if head := await self._unsigned(closing=closing):
            await self._sign(head)

    async def _patiently(self, *, closing: bool) -> None:
        try:
            await self.step(closing=closing)
        except Exception as error:
            log.warning("audit log not sealed, to be tried again", reason=repr(error))

    async def _seal(self) -> int:
        async with self._engine.begin() as connection:
            if not (await connection.execute(LOCK)).scalar_one():
                return 0
            last, unsealed = await self._unsealed(connection)
            rows = [
                {"sequence": link.sequence, "entry_id": link.entry.id, "hash": link.hash}
                for link in seal(last, unsealed)
                if link.entry
            ]
            if rows:
                await connection.execute(insert(chain), rows)
        self._thorough = self._thorough and len(rows) == BATCH
        return len(rows)

    async def _unsealed(self, connection: AsyncConnection) -> tuple[Link, Sequence[AuditEntry]]:
        row = (await connection.execute(LAST)).one_or_none()
        last = Link(row.sequence, row.hash, None) if row else BEGINNING
        known = row is not None and row.native and not self._thorough
        after = {"xid": row.xid, "id": row.id} if row and known else {"xid": "0", "id": UUID(int=0)}
        asked = {**after, "foreign": self._thorough, "limit": BATCH}
        rows = (await connection.execute(UNSEALED, asked)).all()
        return last, [entry for row in rows if (entry := _readable(row))]

    async def _unsigned(self, *, closing: bool) -> Link | None:
        newest = select(checkpoints).order_by(checkpoints.c.at.desc()).limit(1)
        head = select(chain).order_by(chain.c.sequence.desc()).limit(1)
        async with self._engine.connect() as connection:
            link = (await connection.execute(head)).one_or_none()
            signed = (await connection.execute(newest)).one_or_none()
        if link is None or (signed and signed.sequence == link.sequence):
            return None
        rested = not signed or self._clock.now() - signed.at >= BETWEEN_CHECKPOINTS
        return Link(link.sequence, link.hash, None) if rested or closing else None

    async def _sign(self, head: Link) -> None:
        now = self._clock.now()
        key = signing(await self._keys.load(), now)
        if key is None:
            return
        checkpoint = Checkpoint(sequence=head.sequence, hash=head.hash, at=now)
        signed = sign(checkpoint, key)
        log.info(EVENT, sequence=head.sequence, hash=head.hash, checkpoint=signed)
        kept = {"sequence": head.sequence, "at": checkpoint.at, "signed": signed}
        known = {"kid": key.kid, "x": key.public.x}
        async with self._engine.begin() as connection:
            await connection.execute(insert_once(checkpoint_keys).on_conflict_do_nothing(), known)
            await connection.execute(insert_once(checkpoints).on_conflict_do_nothing(), kept)


def _readable(row: Row[Any]) -> AuditEntry | None:
    """Give an entry; one that a newer Aurora wrote waits for its sealer, and keeps up no other."""
    try:
        return entry_of(row)
    except msgspec.ValidationError as error:
        log.warning("an entry is not sealed", id=str(row.id), reason=str(error))
        return None
