"""The audit log on PostgreSQL, as it is read, added to and, in its addresses, erased."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Row, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.principal import PrincipalKind
from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.postgres.audit import addresses, append, chain, entries
from aurora.infrastructure.postgres.audit_rows import FIELDS
from aurora.infrastructure.postgres.engine import reading
from aurora.queries.identity.audit_trail import SealedEntry, Sought

COLUMNS = (chain.c.sequence, chain.c.hash, *(entries.c[name] for name in FIELDS), entries.c.events)
SEALED_FIELDS = tuple(field.name for field in msgspec.structs.fields(SealedEntry))
SEALED = chain.join(entries, entries.c.id == chain.c.entry_id)
WITH_ADDRESSES = SEALED.outerjoin(addresses, addresses.c.entry_id == entries.c.id)


class PostgresAudit:
    """Keeps, reads and forgets."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._reads = engine, reading(engine)

    async def keep(self, noted: Sequence[Noted]) -> None:
        """Add entries."""
        async with self._engine.begin() as connection:
            await append(connection, noted)

    async def read(
        self, sought: Sought, *, limit: int, cursor: int | None, oldest_first: bool
    ) -> Sequence[SealedEntry]:
        """Give up to `limit` entries beyond the sequence `cursor`, by sequence."""
        place = chain.c.sequence
        asked: Select[Any] = select(*COLUMNS, addresses.c.address).select_from(WITH_ADDRESSES)
        asked = asked.where(*_conditions(sought)).limit(limit)
        asked = asked.order_by(place if oldest_first else place.desc())
        if cursor is not None:
            asked = asked.where(place > cursor if oldest_first else place < cursor)
        async with self._reads.connect() as connection:
            rows = (await connection.execute(asked)).all()
        return [_sealed(row) for row in rows]

    async def forget(self, principal_id: UUID) -> None:
        """Erase the addresses that a principal acted from, or signed in from."""
        unnamed = entries.c.principal_kind == PrincipalKind.ANONYMOUS.value
        theirs = (entries.c.principal_id == principal_id) | (unnamed & _about(principal_id))
        where = addresses.c.entry_id.in_(select(entries.c.id).where(theirs))
        async with self._engine.begin() as connection:
            await connection.execute(delete(addresses).where(where))

    async def forget_before(self, at: datetime) -> None:
        """Erase the addresses of entries that are older."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(addresses).where(addresses.c.at < at))


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, wanted in (
        (entries.c.principal_id, sought.principal),
        (entries.c.action, sought.action),
        (entries.c.outcome, sought.outcome and sought.outcome.value),
    ):
        if wanted is not None:
            conditions.append(column == wanted)
    if sought.since is not None:
        conditions.append(entries.c.at >= sought.since)
    if sought.until is not None:
        conditions.append(entries.c.at < sought.until)
    if sought.subject is not None:
        conditions.append(_about(sought.subject))
    return conditions


def _about(id: UUID) -> ColumnElement[bool]:
    return entries.c.subjects.contains([{"id": str(id)}])


def _sealed(row: Row[Any]) -> SealedEntry:
    found = row._asdict()
    found["events"] = found["events"] or ()
    return msgspec.convert({name: found[name] for name in SEALED_FIELDS}, SealedEntry)
