"""What became of files that were handed in, and the files themselves."""

import re
import time
from asyncio import sleep
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, delete, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import ServerSentEvent, Stream

from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.api.progress_events import POLL_SECONDS, LastEventId, followed
from aurora.api.tags import Asking, known, tag
from aurora.api.waiting import while_connected
from aurora.commands.knowledge.delete_upload import DeleteUpload
from aurora.domains.event import Position
from aurora.domains.knowledge.kept_file import opened
from aurora.domains.knowledge.upload import UploadStatus
from aurora.queries.knowledge.get_document_file import GetDocumentFile
from aurora.queries.knowledge.get_upload import GetUpload
from aurora.queries.knowledge.list_uploads import ListUploads
from aurora.queries.knowledge.uploads_projection import FileView, UploadView

PLAIN = re.compile(r"[^A-Za-z0-9._ ()-]")
Wait = Annotated[
    int | None,
    QueryParameter(ge=1, le=60, description="seconds to wait for the end at most, 1 to 60"),
]
InStatus = Annotated[
    UploadStatus | None, QueryParameter(description="`received`, `reading`, `read` or `refused`")
]


@get("/uploads", message=ListUploads)
async def list_uploads(
    collection_id: FromQuery[UUID],
    door: NamedDependency[Door],
    status: InStatus = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[UploadView]:
    """Give the files that were handed in for a collection, oldest first."""
    query = ListUploads(collection_id=collection_id, status=status, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


@get("/uploads/{upload_id:uuid}", message=GetUpload)
async def get_upload(
    upload_id: FromPath[UUID], request: Asking, door: NamedDependency[Door], wait: Wait = None
) -> UploadView:
    """Tell what became of a file; with `wait`, once that is decided or the seconds are over. Who
    sends the answer's `Aurora-Position` along with the next request reads the document, too.
    """
    query = GetUpload(upload_id=upload_id)
    asked = _decided(query, door, wait) if wait else door.ask(query)
    view = await while_connected(request, asked)
    door.position = Position.parse(view.position)
    return view


@delete("/uploads/{upload_id:uuid}", message=DeleteUpload)
async def delete_upload(upload_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Take a file back that waits to be read, or forget one that was refused; 409 for one that was
    read: it goes with its document.
    """
    await door.send(DeleteUpload(upload_id=upload_id))


@get("/uploads/{upload_id:uuid}/events", message=GetUpload, media_type="text/event-stream")
async def upload_events(
    upload_id: FromPath[UUID], door: NamedDependency[Door], last_event_id: LastEventId = None
) -> ServerSentEvent:
    """Follow a file: a `progress` event at once and at each change, `end` as the last one."""
    query = GetUpload(upload_id=upload_id)
    return await followed(lambda: door.ask(query), last_event_id, event_id)


@get("/documents/{document_id:uuid}/file", message=GetDocumentFile)
async def get_document_file(
    document_id: FromPath[UUID], request: Asking, door: NamedDependency[Door]
) -> Stream | Response[bytes]:
    """Give the file that the present version was read from, as it was handed in."""
    file = await door.ask(GetDocumentFile(document_id=document_id))
    if known(file.sha256, request):
        return Response(b"", status_code=304, headers=tag(file.sha256))
    parts = opened(request.app.state.blobs.get_parts(file.kept_sha256))
    first = await anext(parts, b"")
    return Stream(_again(first, parts), headers=_headers(file))


def event_id(view: UploadView) -> str:
    """Name a state of an upload."""
    return str(view.version)


async def _decided(query: GetUpload, door: Door, seconds: float) -> UploadView:
    until, view = time.monotonic() + seconds, await door.ask(query)
    while not view.status.ended and time.monotonic() < until:
        await sleep(POLL_SECONDS)
        view = await door.ask(query)
    return view


async def _again(first: bytes, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Give a part that was asked for early, to see that there is one, and the rest."""
    yield first
    async for part in parts:
        yield part


def _headers(file: FileView) -> dict[str, str]:
    """Say how it is to be saved: no browser shows or runs what a stranger handed in."""
    plain, whole = PLAIN.sub("_", file.name), quote(file.name, safe="")
    return {
        **tag(file.sha256),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}",
        "Content-Length": str(file.size),
        "Content-Type": file.media_type,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


ROUTES: tuple[HTTPRouteHandler, ...] = (
    list_uploads,
    get_upload,
    upload_events,
    delete_upload,
    get_document_file,
)
