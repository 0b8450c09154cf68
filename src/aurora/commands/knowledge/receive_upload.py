"""Take in a file that somebody handed in."""

from asyncio import to_thread
from collections.abc import Sequence
from uuid import UUID

import msgspec
from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.commands.knowledge.admit_upload import check_file
from aurora.commands.knowledge.destination import check_naming, destination, title_of
from aurora.commands.knowledge.read_upload import ReadUpload
from aurora.domains.blobs import Blobs, ContentLost
from aurora.domains.clock import Clock, Ids
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.ports import Knowledge, KnowledgeWork
from aurora.domains.knowledge.upload import File, Upload, UploadStatus
from aurora.domains.principal import Permission, Principal
from aurora.domains.transcript import remarks_of


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
    command: ReceiveUpload,
    by: Principal,
    knowledge: Knowledge,
    ids: Ids,
    clock: Clock,
    blobs: Blobs,
) -> ReceivedUpload:
    """Note the file and have it read, unless the document's present version was read from it: then
    that takes the title alone, and what was remarked on its reading holds for the file too.
    """
    check_naming(command)
    check_file(command.file.name, command.file.media_type)
    told: dict[str, Sequence[str]] = {}
    while True:
        async with knowledge.work() as work:
            document = await destination(command, by, work, ids)
            upload = _upload(command, document, by, ids, clock)
            known = await _known(upload, document, work)
            transcript = document.content.transcript_sha256 if known and document.content else None
            if transcript is None or transcript in told:
                _receive(upload, document, known, told.get(transcript or "", ()), work)
                return ReceivedUpload(id=upload.id, document_id=document.id, status=upload.status)
        told[transcript] = await _remarks(transcript, blobs)


def _upload(
    command: ReceiveUpload, document: Document, by: Principal, ids: Ids, clock: Clock
) -> Upload:
    return Upload(
        id=ids.new(),
        collection_id=command.collection_id,
        document_id=document.id,
        uploader_id=by.id,
        received_at=clock.now(),
        file=command.file,
        title=title_of(command),
        source_url=command.source_url,
    )


def _receive(
    upload: Upload,
    document: Document,
    known: File | None,
    remarks: Sequence[str],
    work: KnowledgeWork,
) -> None:
    upload.file = known or upload.file
    upload.receive()
    if known:
        version = document.content_version
        upload.read(version, changed=False, media_type=known.media_type, remarks=remarks)
        document.entitle(upload.title)
    else:
        work.enqueue(ReadUpload(upload_id=upload.id))
    work.uploads.add(upload)


async def _remarks(transcript: str, blobs: Blobs) -> Sequence[str]:
    """Give what was remarked on a reading, nothing where that is lost."""
    try:
        return await to_thread(remarks_of, await blobs.get(transcript))
    except ContentLost:
        return ()


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
