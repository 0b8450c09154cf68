"""Reads the whole audit log of a database and says whether it is whole."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Row, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aurora.domains.clock import LONG_AGO
from aurora.domains.identity.audit import AuditEntry, Outcome
from aurora.domains.identity.audit_chain import Checkpoint, Link
from aurora.domains.identity.audit_faults import Fault
from aurora.domains.identity.audit_verification import Verification
from aurora.domains.principal import ANONYMOUS
from aurora.infrastructure.postgres.audit import chain, checkpoint_keys, checkpoints, entries
from aurora.infrastructure.postgres.audit_rows import entry_of
from aurora.infrastructure.security.checkpoints import Unsigned, public_key, read

BATCH = 2_000
FIRST = -(2**63)
SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
SEALED = exists().where(chain.c.entry_id == entries.c.id)
WAITING = select(func.count(), func.min(entries.c.at)).where(~SEALED)
LINKS = chain.outerjoin(entries, entries.c.id == chain.c.entry_id)


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: `fault` is the first thing that is wrong, `unsigned` says where checkpoints
    are that no key of this installation signed; `waiting` entries are still to be sealed, the
    oldest of them since `waiting_since`.
    """

    entries: int
    checkpoints: int
    waiting: int
    waiting_since: datetime | None
    fault: Fault | None
    unsigned: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None and not self.unsigned


class Signed(msgspec.Struct, frozen=True):
    """A signed checkpoint, and where it was found."""

    text: str
    place: str


async def inspect(engine: AsyncEngine, elsewhere: Iterable[Signed] = ()) -> Inspection:
    """Verify the log against its checkpoints, and against those that were found elsewhere."""
    async with engine.connect() as connection:
        await connection.execute(SNAPSHOT)
        kept = [
            Signed(row.signed, f"the table, at {row.sequence}")
            for row in await connection.execute(select(checkpoints).order_by(checkpoints.c.at))
        ]
        good, unsigned = _judged([*kept, *elsewhere], await _keys(connection))
        verification = Verification(good)
        async for links in _links(connection):
            verification.take(links)
        waiting, since = (await connection.execute(WAITING)).one()
    return Inspection(
        entries=verification.entries,
        checkpoints=len(good),
        waiting=waiting,
        waiting_since=since,
        fault=verification.conclude(),
        unsigned=tuple(unsigned),
    )


def _judged(
    found: Sequence[Signed], keys: Mapping[str, Ed25519PublicKey]
) -> tuple[set[Checkpoint], list[str]]:
    good, unsigned = set(), []
    for signed in found:
        try:
            good.add(read(signed.text, keys))
        except Unsigned:
            unsigned.append(signed.place)
    return good, unsigned


async def _keys(connection: AsyncConnection) -> dict[str, Ed25519PublicKey]:
    keys = {}
    for row in await connection.execute(select(checkpoint_keys)):
        try:
            keys[row.kid] = public_key(row.kid, row.x)
        except Unsigned:
            continue
    return keys


async def _links(connection: AsyncConnection) -> AsyncIterator[list[Link]]:
    after = FIRST
    columns = select(chain.c.sequence, chain.c.hash, *entries.c).select_from(LINKS)
    while True:
        part = columns.where(chain.c.sequence > after).order_by(chain.c.sequence).limit(BATCH)
        rows = (await connection.execute(part)).all()
        if not rows:
            return
        yield [Link(row.sequence, row.hash, _entry(row)) for row in rows]
        after = rows[-1].sequence


def _entry(row: Row[Any]) -> AuditEntry | None:
    """Give the entry; one that nobody could have written like this fits nowhere."""
    if row.id is None:
        return None
    try:
        return entry_of(row)
    except msgspec.ValidationError:
        return AuditEntry(
            id=row.id,
            at=LONG_AGO,
            principal_id=ANONYMOUS.id,
            principal_kind=ANONYMOUS.kind,
            action="unreadable",
            outcome=Outcome.DONE,
        )
