"""Keeps up what became of files that were handed in, and where the files are."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.knowledge.upload import UploadStatus
from aurora.domains.knowledge.upload_events import (
    UploadForgotten,
    UploadHandedBack,
    UploadPutOff,
    UploadRead,
    UploadReadingBegun,
    UploadReceived,
    UploadRefused,
)
from aurora.queries.view import View, Views


class UploadView(View, frozen=True, kw_only=True):
    """A file that was handed in, and what became of it: `content_version` of the document says what
    the file says, and is `changed` where it is a new one, with `remarks` on what was left out; or
    it is not read, for a `reason`. `position` is where the log tells of that.
    """

    indexes = (("collection_id",), ("collection_id", "status"))

    collection_id: UUID
    document_id: UUID
    uploader_id: UUID
    name: str
    title: str | None
    source_url: str | None
    media_type: str
    size: int
    sha256: str
    status: UploadStatus
    received_at: datetime
    ended_at: datetime | None = None
    content_version: int | None = None
    changed: bool | None = None
    reason: str | None = None
    detail: str | None = None
    remarks: tuple[str, ...] = ()
    position: str


class FileView(View, frozen=True, kw_only=True):
    """The file from which a version of a document was read, and under which hash it is kept."""

    indexes = (("document_id",),)

    document_id: UUID
    content_version: int
    name: str
    media_type: str
    size: int
    sha256: str
    kept_sha256: str


async def project_uploads(
    recorded: Recorded, uploads: Views[UploadView], files: Views[FileView]
) -> None:
    """Follow files from their arrival to their end."""
    match recorded.event:
        case UploadReceived() as event:
            await uploads.put(_received(recorded, event))
        case UploadReadingBegun(upload_id=id):
            await _change(uploads, id, recorded, status=UploadStatus.READING)
        case UploadPutOff(upload_id=id) | UploadHandedBack(upload_id=id):
            await _change(uploads, id, recorded, status=UploadStatus.RECEIVED)
        case UploadRead(upload_id=id) as event:
            await files.put(_file(recorded, event))
            await _change(
                uploads,
                id,
                recorded,
                status=UploadStatus.READ,
                media_type=event.media_type,
                content_version=event.content_version,
                changed=event.changed,
                remarks=event.remarks,
                ended_at=recorded.occurred_at,
            )
        case UploadRefused(upload_id=id, reason=reason, detail=detail):
            end = {"status": UploadStatus.REFUSED, "ended_at": recorded.occurred_at}
            await _change(uploads, id, recorded, reason=reason, detail=detail, **end)
        case UploadForgotten(upload_id=id):
            await uploads.forget(id, recorded.version)
            await files.forget(id, recorded.version)


def _received(recorded: Recorded, event: UploadReceived) -> UploadView:
    return UploadView(
        id=event.upload_id,
        version=recorded.version,
        collection_id=event.collection_id,
        document_id=event.document_id,
        uploader_id=event.uploader_id,
        name=event.name,
        title=event.title,
        source_url=event.source_url,
        media_type=event.media_type,
        size=event.size,
        sha256=event.sha256,
        status=UploadStatus.RECEIVED,
        received_at=event.at,
        position=str(recorded.at),
    )


def _file(recorded: Recorded, event: UploadRead) -> FileView:
    return FileView(
        id=event.upload_id,
        version=recorded.version,
        document_id=event.document_id,
        content_version=event.content_version,
        name=event.name,
        media_type=event.media_type,
        size=event.size,
        sha256=event.sha256,
        kept_sha256=event.kept_sha256,
    )


async def _change(
    views: Views[UploadView], id: UUID, recorded: Recorded, **changes: object
) -> None:
    if (view := await views.get(id)) and view.version < recorded.version:
        at = {"version": recorded.version, "position": str(recorded.at)}
        await views.put(replace(view, **at, **changes))
