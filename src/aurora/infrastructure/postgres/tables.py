"""The tables of the kernel: event log and outbox, jobs, idempotency, cursors."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import UserDefinedType

metadata = MetaData()


class Xid8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction id, which never wraps around."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Give the type's name in DDL."""
        return "xid8"


events = Table(
    "events",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Column("id", Uuid, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("aggregate_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("payload", JSONB),
    Column("correlation_id", Uuid),
    Column("trace_id", Text),
    UniqueConstraint("aggregate_id", "version"),
    Index("events_by_xid", "xid", "position"),
)

AT_HOSTS = text("message = 'CrawlHost' AND dead IS NULL")

jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("message", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("principal", JSONB, nullable=False),
    Column("queue", Text, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("leased_until", DateTime(timezone=True)),
    Column("error", Text),
    Column("dead", DateTime(timezone=True)),
    Column("correlation_id", Uuid),
    Index("jobs_due", "due_at", postgresql_where=text("dead IS NULL")),
    Index("jobs_at_hosts", text("(payload ->> 'host')"), postgresql_where=AT_HOSTS),
)

answers = Table(
    "answers",
    metadata,
    Column("principal_id", Uuid, nullable=False),
    Column("message", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("request_hash", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("position", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("principal_id", "message", "key"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("subscriber", Text, primary_key=True),
    Column("generation", Text, nullable=False),
    Column("xid", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("subscriber", Text, primary_key=True),
    Column("event_id", Uuid, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("error", Text),
    Column("retry_at", DateTime(timezone=True), nullable=False),
)
