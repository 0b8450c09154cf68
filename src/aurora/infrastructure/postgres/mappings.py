"""The mappings of sites in PostgreSQL."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Integer, Row, Table, Text, Uuid

from aurora.domains.perception.site_mapping import MappingStatus, SiteMapping
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

site_mappings = Table(
    "site_mappings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("status", Text, nullable=False),
    Column("result_sha256", Text),
)


class PostgresMappings(PostgresRepository[SiteMapping]):
    """The mappings, one row each."""

    table = site_mappings
    kind = "map"

    def to_row(self, aggregate: SiteMapping) -> Mapping[str, object]:
        """Give the columns of the mapping's state."""
        result = {"status": aggregate.status, "result_sha256": aggregate.result_sha256}
        return {"owner_id": aggregate.owner_id, **result}

    def from_row(self, row: Row[Any]) -> SiteMapping:
        """Make the mapping that the row describes."""
        return SiteMapping(**{**row._asdict(), "status": MappingStatus(row.status)})
