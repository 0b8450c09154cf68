"""Collections and documents in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Column, Integer, Row, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.document import Content, Document
from aurora.domains.knowledge.types import Role
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.uploads import PostgresUploads
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork, Wiring

collections = Table(
    "collections",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False, unique=True),
    Column("grants", JSONB, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("collection_id", Uuid, nullable=False),
    Column("source_url", Text),
    Column("content_version", Integer, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("embedded", ARRAY(Text), nullable=False),
    Column("deleted", Boolean, nullable=False),
)


class PostgresCollections(PostgresRepository[Collection]):
    """The collections, one row each."""

    table = collections
    kind = "collection"

    async def named(self, name: str) -> Collection | None:
        """Give the collection of that name, or None."""
        return await self.one(collections.c.name == name)

    async def granted_to(self, principal_id: UUID) -> Sequence[Collection]:
        """Give those in which the principal holds a role."""
        return await self.all(collections.c.grants.has_key(str(principal_id)))

    def to_row(self, aggregate: Collection) -> Mapping[str, object]:
        """Give the columns of the collection's state."""
        return {"name": aggregate.name, "grants": msgspec.to_builtins(aggregate.grants)}

    def from_row(self, row: Row[Any]) -> Collection:
        """Make the collection that the row describes."""
        grants = msgspec.convert(row.grants, dict[UUID, Role], strict=False)
        return Collection(id=row.id, version=row.version, name=row.name, grants=grants)


class PostgresDocuments(PostgresRepository[Document]):
    """The documents, one row each."""

    table = documents
    kind = "document"

    def to_row(self, aggregate: Document) -> Mapping[str, object]:
        """Give the columns of the document's state."""
        return {
            "collection_id": aggregate.collection_id,
            "source_url": aggregate.source_url,
            "content_version": aggregate.content_version,
            "content": msgspec.to_builtins(aggregate.content),
            "embedded": sorted(aggregate.embedded),
            "deleted": aggregate.deleted,
        }

    def from_row(self, row: Row[Any]) -> Document:
        """Make the document that the row describes."""
        return Document(
            id=row.id,
            version=row.version,
            collection_id=row.collection_id,
            source_url=row.source_url,
            content_version=row.content_version,
            content=msgspec.convert(row.content, Content),
            embedded=frozenset(row.embedded),
            deleted=row.deleted,
        )


class PostgresKnowledgeWork(PostgresWork):
    """A unit of work over knowledge."""

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.collections = PostgresCollections(self)
        self.documents = PostgresDocuments(self)
        self.uploads = PostgresUploads(self)


class PostgresKnowledge:
    """Where collections and documents are kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def work(self) -> PostgresKnowledgeWork:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        return PostgresKnowledgeWork(self._wiring)
