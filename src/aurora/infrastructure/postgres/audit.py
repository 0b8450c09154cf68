"""The audit log on PostgreSQL: what Aurora itself may only add to and read."""

from collections.abc import Sequence

import msgspec
from msgspec import UNSET
from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.postgres.tables import Xid8, metadata

entries = Table(
    "audit_entries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("principal_id", Uuid, nullable=False),
    Column("principal_kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("subjects", JSONB, nullable=False),
    Column("count", Integer, nullable=False),
    Column("address_sha256", Text),
    Column("request_id", Text),
    Column("events", JSONB(none_as_null=True)),
    Index("audit_entries_by_xid", "xid", "id"),
    Index("audit_entries_by_time", "at"),
    Index("audit_entries_by_principal", "principal_id"),
    Index(
        "audit_entries_by_subject",
        "subjects",
        postgresql_using="gin",
        postgresql_ops={"subjects": "jsonb_path_ops"},
    ),
)

addresses = Table(
    "audit_addresses",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)

chain = Table(
    "audit_chain",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", Uuid, nullable=False, unique=True),
    Column("hash", Text, nullable=False),
)

checkpoints = Table(
    "audit_checkpoints",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), primary_key=True),
    Column("signed", Text, nullable=False),
    Index("audit_checkpoints_by_time", "at"),
)

checkpoint_keys = Table(
    "audit_checkpoint_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("x", Text, nullable=False),
)

ADDED_TO_ONLY = (entries, chain, checkpoints, checkpoint_keys)

REFUSAL = """
    CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
    END $$
"""
GUARD = """
    CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()
"""

APPEND = text("""
    WITH entry AS (
        INSERT INTO audit_entries (id, at, principal_id, principal_kind, action, outcome, subjects,
                                   count, address_sha256, request_id, events)
        VALUES (:id, :at, :principal_id, :principal_kind, :action, :outcome,
                CAST(CAST(:subjects AS text) AS jsonb), :count, CAST(:address_sha256 AS text),
                CAST(:request_id AS text), CAST(CAST(:events AS text) AS jsonb))
        RETURNING id, at
    )
    INSERT INTO audit_addresses (entry_id, at, address, salt)
    SELECT id, at, CAST(:address AS text), CAST(:salt AS bytea) FROM entry
    WHERE CAST(:address AS text) IS NOT NULL
""")

event.listen(metadata, "before_create", DDL(REFUSAL))  # type: ignore[no-untyped-call]
for table in ADDED_TO_ONLY:
    guard = DDL(GUARD.format(table=table.name))  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", guard)


async def append(connection: AsyncConnection, noted: Sequence[Noted]) -> None:
    """Add entries, and from where, in the caller's transaction."""
    await connection.execute(APPEND, [_parameters(one) for one in noted])


def _parameters(noted: Noted) -> dict[str, object]:
    entry, where = noted.entry, noted.whereabouts
    return {
        **msgspec.structs.asdict(entry),
        "principal_kind": entry.principal_kind.value,
        "outcome": entry.outcome.value,
        "subjects": msgspec.json.encode(entry.subjects).decode(),
        "events": msgspec.json.encode(entry.events).decode() if entry.events is not UNSET else None,
        "address": where.address if where else None,
        "salt": where.salt if where else None,
    }
