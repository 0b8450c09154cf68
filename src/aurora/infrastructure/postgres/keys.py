"""API keys on PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Index,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    false,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from aurora.domains.identity.api_key import ApiKey
from aurora.domains.principal import PrincipalKind, known
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

LOCKS_ON_ISSUERS = 7_205
api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("issued_by", Uuid, nullable=False),
    Column("issuer", Text),
    Column("scopes", ARRAY(Text)),
    Column("issued_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
    Column("previous_sha256", Text),
    Column("previous_until", DateTime(timezone=True)),
    Column("local", Boolean, nullable=False),
    Column("personal", Boolean, nullable=False, server_default=false()),
    Column("revoked", Boolean, nullable=False),
    Index("api_keys_by_issuer", "issued_by"),
    Index("one_local_key", "local", unique=True, postgresql_where=text("local AND NOT revoked")),
)


def opening(now: datetime) -> ColumnElement[bool]:
    """Tell of keys whether they still open something."""
    never = api_keys.c.expires_at.is_(None)
    return ~api_keys.c.revoked & (never | (api_keys.c.expires_at > now))


class PostgresKeys(PostgresRepository[ApiKey]):
    """The API keys. Who issues several at once waits for oneself, by an advisory lock: unlike the
    lock of a row it gives a transaction no id, so that events stay in order.
    """

    table = api_keys
    kind = "key"

    async def issued_by(self, user_id: UUID) -> Sequence[ApiKey]:
        """Give all that a user issued, revoked ones among them."""
        return await self.all(api_keys.c.issued_by == user_id)

    async def live(self, issued_by: UUID, now: datetime) -> int:
        """Count those that a principal issued and that still open something."""
        connection = await self._work.reading()
        lock = func.pg_advisory_xact_lock(LOCKS_ON_ISSUERS, func.hashtext(str(issued_by)))
        await connection.execute(select(lock))
        issued = select(func.count()).where((api_keys.c.issued_by == issued_by) & opening(now))
        return int(await connection.scalar(issued) or 0)

    async def local(self) -> ApiKey | None:
        """Give the local key that still opens something, or None."""
        return await self.one(api_keys.c.local & ~api_keys.c.revoked)

    def to_row(self, aggregate: ApiKey) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "name": aggregate.name,
            "prefix": aggregate.prefix,
            "role": aggregate.role,
            "sha256": aggregate.sha256,
            "issued_by": aggregate.issued_by,
            "issuer": aggregate.issuer,
            "scopes": None if aggregate.scopes is None else sorted(aggregate.scopes),
            "issued_at": aggregate.issued_at,
            "expires_at": aggregate.expires_at,
            "previous_sha256": aggregate.previous_sha256,
            "previous_until": aggregate.previous_until,
            "local": aggregate.local,
            "personal": aggregate.personal,
            "revoked": aggregate.revoked,
        }

    def from_row(self, row: Row[Any]) -> ApiKey:
        """Make the aggregate."""
        scopes = None if row.scopes is None else known(row.scopes)
        return ApiKey(**{**row._asdict(), "issuer": issuer_of(row), "scopes": scopes})


def issuer_of(row: Row[Any]) -> PrincipalKind | None:
    """Give what kind of principal issued a key, None where that was not kept yet."""
    return PrincipalKind(row.issuer) if row.issuer else None
