"""API keys on PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Row, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

from aurora.domains.identity.api_key import ApiKey
from aurora.domains.principal import PrincipalKind, known
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

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
    Column("revoked", Boolean, nullable=False),
    Index("one_local_key", "local", unique=True, postgresql_where=text("local AND NOT revoked")),
)


class PostgresKeys(PostgresRepository[ApiKey]):
    """The API keys."""

    table = api_keys
    kind = "key"

    async def issued_by(self, user_id: UUID) -> Sequence[ApiKey]:
        """Give all that a user issued, revoked ones among them."""
        return await self.all(api_keys.c.issued_by == user_id)

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
            "revoked": aggregate.revoked,
        }

    def from_row(self, row: Row[Any]) -> ApiKey:
        """Make the aggregate."""
        scopes = None if row.scopes is None else known(row.scopes)
        return ApiKey(**{**row._asdict(), "issuer": issuer_of(row), "scopes": scopes})


def issuer_of(row: Row[Any]) -> PrincipalKind | None:
    """Give what kind of principal issued a key, None where that was not kept yet."""
    return PrincipalKind(row.issuer) if row.issuer else None
