"""Second factors on PostgreSQL."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Row, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from aurora.domains.identity.second_factor import SecondFactor
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

second_factors = Table(
    "second_factors",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("user_id", Uuid, nullable=False, unique=True),
    Column("secret", LargeBinary),
    Column("on", Boolean, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("recovery", ARRAY(Text), nullable=False),
)


class PostgresSecondFactors(PostgresRepository[SecondFactor]):
    """The second factors of users, one row each; the secret is nowhere else."""

    table = second_factors
    kind = "second factor"

    def to_row(self, aggregate: SecondFactor) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "user_id": aggregate.user_id,
            "secret": aggregate.secret,
            "on": aggregate.on,
            "last_step": aggregate.last_step,
            "recovery": list(aggregate.recovery),
        }

    def from_row(self, row: Row[Any]) -> SecondFactor:
        """Make the aggregate."""
        return SecondFactor(**{**row._asdict(), "recovery": tuple(row.recovery)})
