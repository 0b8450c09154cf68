"""Forget the files that a deleted document was read from."""

from datetime import datetime
from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.knowledge.discard_file import DiscardFile
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission


class ForgetUploads(Command[None], frozen=True, kw_only=True):
    """Keep nothing of what was handed in for a document until it was deleted, read or not."""

    permission = Permission.OPERATE
    document_id: UUID
    until: datetime


async def forget_uploads(command: ForgetUploads, knowledge: Knowledge) -> None:
    """Erase the uploads and what their events said, then delete the files."""
    async with knowledge.work() as work:
        for upload in await work.uploads.of_document(command.document_id):
            if upload.received_at <= command.until:
                upload.forget()
                work.uploads.erase(upload)
                work.enqueue(DiscardFile(kept_sha256=upload.file.kept_sha256))
