"""The keyring on PostgreSQL."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Integer, Row, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from aurora.domains.identity.keyring import Keyring, RingKey
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

keyrings = Table(
    "keyrings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("keys", JSONB, nullable=False),
)


class PostgresKeyrings(PostgresRepository[Keyring]):
    """The one keyring: a row that holds every key, private halves and all."""

    table = keyrings
    kind = "keyring"

    def to_row(self, aggregate: Keyring) -> Mapping[str, object]:
        """Give the columns."""
        return {"keys": msgspec.to_builtins(aggregate.keys)}

    def from_row(self, row: Row[Any]) -> Keyring:
        """Make the aggregate."""
        return Keyring(id=row.id, version=row.version, keys=ring_of(row))


def ring_of(row: Row[Any]) -> tuple[RingKey, ...]:
    """Give the keys that the row holds, oldest first."""
    return msgspec.convert(row.keys, tuple[RingKey, ...])
