"""Take a file back that was handed in."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.knowledge.discard_file import DiscardFile
from aurora.domains.errors import NotFound
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission, Principal


class DeleteUpload(Command[None], frozen=True, kw_only=True):
    """Have a file that waits not read, and keep nothing of it or of one that was refused."""

    permission = Permission.EDIT_DOCUMENTS
    upload_id: UUID


async def delete_upload(command: DeleteUpload, by: Principal, knowledge: Knowledge) -> None:
    """Erase the upload and what its events said, then delete the file; raises AlreadyRead for one
    that a document says: it goes with the document.
    """
    async with knowledge.work() as work:
        upload = await work.uploads.find(command.upload_id)
        collection = await work.collections.find(upload.collection_id) if upload else None
        if upload is None or collection is None or not collection.readable_by(by):
            raise NotFound(f"no upload {command.upload_id}")
        collection.require(Role.WRITER, by)
        upload.take_back()
        work.uploads.erase(upload)
        work.enqueue(DiscardFile(kept_sha256=upload.file.kept_sha256))
