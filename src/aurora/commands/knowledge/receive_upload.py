"""Take in a file that somebody handed in."""

from uuid import UUID

import msgspec
from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.commands.knowledge.admit_upload import check_file
from aurora.commands.knowledge.destination import check_naming, destination, title_of
from aurora.commands.knowledge.read_upload import ReadUpload
from aurora.domains.clock import Clock, Ids
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.ports import Knowledge, KnowledgeWork
from aurora.domains.knowledge.upload import File, Upload, UploadStatus
from aurora.domains.principal import Permission, Principal


class ReceivedUpload(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look for what becomes of the file, and which document it is meant to be."""

    id: UUID
    document_id: UUID
    status: UploadStatus


class ReceiveUpload(Command[ReceivedUpload], frozen=True, kw_only=True):
    """Remember a file whose bytes are kept already; it is read later."""

    permission = Permission.EDIT_DOCUMENTS
    collection_id: UUID
    file: File
    title: str | None = None
    source_url: str | None = None
    document_id: UUID | None = None

    def asked(self) -> "ReceiveUpload":
        """Give it without where the file is kept: that is another place each time it is sent."""
        return replace(self, file=replace(self.file, kept_sha256=""))


async def receive_upload(
    command: ReceiveUpload, by: Principal, knowledge: Knowledge, ids: Ids, clock: Clock
) -> ReceivedUpload:
    """Note the file and have it read, unless the document's present version was read from it: then
    that takes the title alone.
    """
    check_naming(command)
    check_file(command.file.name, command.file.media_type)
    async with knowledge.work() as work:
        document = await destination(command, by, work, ids)
        upload = Upload(
            id=ids.new(),
            collection_id=command.collection_id,
            document_id=document.id,
            uploader_id=by.id,
            received_at=clock.now(),
            file=command.file,
            title=title_of(command),
            source_url=command.source_url,
        )
        known = await _known(upload, document, work)
        if known:
            upload.file = known
        upload.receive()
        if known:
            upload.read(document.content_version, changed=False, media_type=known.media_type)
            document.entitle(upload.title)
        else:
            work.enqueue(ReadUpload(upload_id=upload.id))
        work.uploads.add(upload)
    return ReceivedUpload(id=upload.id, document_id=document.id, status=upload.status)


async def _known(upload: Upload, document: Document, work: KnowledgeWork) -> File | None:
    """Give the same file from which the present version of the document was read, as it is kept."""
    if document.deleted or document.content is None:
        return None
    same = (
        other.file
        for other in await work.uploads.of_document(document.id)
        if other.file.sha256 == upload.file.sha256
        and other.content_version == document.content_version
    )
    return next(same, None)
