"""Take a document out of every search."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.errors import NotFound
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.knowledge.types import Role
from aurora.domains.knowledge.upload import DELETED
from aurora.domains.principal import Permission, Principal


class DeleteDocument(Command[None], frozen=True, kw_only=True):
    """Take a document and all its versions out of every search."""

    permission = Permission.EDIT_DOCUMENTS
    document_id: UUID


async def delete_document(command: DeleteDocument, by: Principal, knowledge: Knowledge) -> None:
    """Delete the document; raises AlreadyDeleted the second time. Files that wait to become a
    version of it are not read any more, or they would bring it back.
    """
    async with knowledge.work() as work:
        document = await work.documents.find(command.document_id)
        collection = await work.collections.find(document.collection_id) if document else None
        if document is None or collection is None or not collection.readable_by(by):
            raise NotFound(f"no document {command.document_id}")
        collection.require(Role.WRITER, by)
        document.delete()
        for upload in await work.uploads.of_document(document.id):
            if not upload.status.ended:
                upload.refuse(DELETED, "its document was deleted")
