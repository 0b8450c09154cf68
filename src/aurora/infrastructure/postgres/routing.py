"""Routing on PostgreSQL."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Integer, Row, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from aurora.domains.routing.decision import Decision
from aurora.domains.routing.types import Account
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork, Wiring

decisions = Table(
    "decisions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("asked_by", Uuid, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("account", JSONB, nullable=False),
)


class PostgresDecisions(PostgresRepository[Decision]):
    """The decisions."""

    table = decisions
    kind = "decision"

    def to_row(self, aggregate: Decision) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "asked_by": aggregate.asked_by,
            "text_sha256": aggregate.text_sha256,
            "language": aggregate.language,
            "account": msgspec.to_builtins(aggregate.account),
        }

    def from_row(self, row: Row[Any]) -> Decision:
        """Make the aggregate."""
        account = msgspec.convert(row.account, Account)
        return Decision(**{**row._asdict(), "account": account})


class PostgresRoutingWork(PostgresWork):
    """A unit of work over routing."""

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.decisions = PostgresDecisions(self)


class PostgresRouting:
    """Where decisions are kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def work(self) -> PostgresRoutingWork:
        """Open a unit of work."""
        return PostgresRoutingWork(self._wiring)
