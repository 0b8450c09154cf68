"""Crawls and pages in PostgreSQL."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Integer, Row, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from aurora.domains.perception.crawl import Crawl, CrawlPlan, CrawlStatus
from aurora.domains.perception.page import Page
from aurora.infrastructure.postgres.links import PostgresLinks
from aurora.infrastructure.postgres.mappings import PostgresMappings
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.webhooks import PostgresNotices, PostgresWebhooks
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork, Wiring

crawls = Table(
    "crawls",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("plan", JSONB, nullable=False),
    Column("status", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("crawl_id", Uuid, nullable=False),
    Column("url", Text, nullable=False),
    Column("fate", Text),
)


class PostgresCrawls(PostgresRepository[Crawl]):
    """The crawls, one row each."""

    table = crawls
    kind = "crawl"

    def to_row(self, aggregate: Crawl) -> Mapping[str, object]:
        """Give the columns of the crawl's state."""
        return {
            "owner_id": aggregate.owner_id,
            "plan": msgspec.to_builtins(aggregate.plan),
            "status": aggregate.status,
        }

    def from_row(self, row: Row[Any]) -> Crawl:
        """Make the crawl that the row describes."""
        return Crawl(
            id=row.id,
            version=row.version,
            owner_id=row.owner_id,
            plan=msgspec.convert(row.plan, CrawlPlan),
            status=CrawlStatus(row.status),
        )


class PostgresPages(PostgresRepository[Page]):
    """The pages whose fate or links are known, one row each."""

    table = pages
    kind = "page"

    def to_row(self, aggregate: Page) -> Mapping[str, object]:
        """Give the columns of the page's state."""
        return {"crawl_id": aggregate.crawl_id, "url": aggregate.url, "fate": aggregate.fate}

    def from_row(self, row: Row[Any]) -> Page:
        """Make the page that the row describes."""
        return Page(**row._asdict())


class PostgresPerceptionWork(PostgresWork):
    """A unit of work over perception."""

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.crawls = PostgresCrawls(self)
        self.pages = PostgresPages(self)
        self.mappings = PostgresMappings(self)
        self.notices = PostgresNotices(self)
        self.webhooks = PostgresWebhooks(self, wiring.clock)
        self.links = PostgresLinks(self, wiring.clock)


class PostgresPerception:
    """Where crawls, pages and the frontier are kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def work(self) -> PostgresPerceptionWork:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        return PostgresPerceptionWork(self._wiring)
