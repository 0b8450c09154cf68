"""The files that were handed in, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, DateTime, Integer, Row, Table, Text, Uuid

from aurora.domains.knowledge.upload import File, Upload, UploadStatus
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

FILE = File.__struct_fields__
uploads = Table(
    "uploads",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("collection_id", Uuid, nullable=False),
    Column("document_id", Uuid, nullable=False, index=True),
    Column("uploader_id", Uuid, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("kept_sha256", Text, nullable=False, index=True),
    Column("title", Text),
    Column("source_url", Text),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("times_put_off", Integer, nullable=False),
    Column("content_version", Integer),
)


class PostgresUploads(PostgresRepository[Upload]):
    """The uploads, one row each."""

    table = uploads
    kind = "upload"

    async def of_document(self, document_id: UUID) -> Sequence[Upload]:
        """Give those that are meant to be versions of that document."""
        return await self.all(uploads.c.document_id == document_id)

    async def keeping(self, kept_sha256: str) -> Sequence[Upload]:
        """Give those whose file is kept under that hash."""
        return await self.all(uploads.c.kept_sha256 == kept_sha256)

    def to_row(self, aggregate: Upload) -> Mapping[str, object]:
        """Give the columns of the upload's state."""
        return {
            "collection_id": aggregate.collection_id,
            "document_id": aggregate.document_id,
            "uploader_id": aggregate.uploader_id,
            "received_at": aggregate.received_at,
            "title": aggregate.title,
            "source_url": aggregate.source_url,
            "status": aggregate.status,
            "attempts": aggregate.attempts,
            "times_put_off": aggregate.times_put_off,
            "content_version": aggregate.content_version,
            **msgspec.structs.asdict(aggregate.file),
        }

    def from_row(self, row: Row[Any]) -> Upload:
        """Make the upload that the row describes."""
        known = row._asdict()
        file = File(**{name: known.pop(name) for name in FILE})
        return Upload(**{**known, "file": file, "status": UploadStatus(known["status"])})
