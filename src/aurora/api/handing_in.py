"""Documents handed in over HTTP: texts as JSON, files as forms."""

from contextlib import aclosing

import structlog
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, HTTPException
from litestar.handlers import HTTPRouteHandler

from aurora.api.arriving_file import ArrivingFile
from aurora.api.bodies import MEDIA_TYPE as JSON
from aurora.api.bodies import typed
from aurora.api.described import answers
from aurora.api.document_forms import TextOrFile
from aurora.api.door import Door
from aurora.api.multipart_form import AROUND, MEDIA_TYPE, MultipartForm
from aurora.api.tags import Asking
from aurora.commands.knowledge.admit_upload import AdmitUpload, check_file
from aurora.commands.knowledge.content import Ingested
from aurora.commands.knowledge.discard_file import DiscardFile
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.knowledge.receive_upload import ReceivedUpload, ReceiveUpload
from aurora.domains.errors import AuroraError
from aurora.domains.knowledge.upload import File
from aurora.domains.principal import SYSTEM

PLACE = "collection_id"

log = structlog.get_logger("aurora.api")


@post(
    "/documents",
    message=IngestDocument,
    also=(AdmitUpload, ReceiveUpload),
    body=IngestDocument,
    operation_class=TextOrFile,
    responses=answers(
        {201: (Ingested, "the text is there"), 202: (ReceivedUpload, "the file waits to be read")}
    ),
    status_code=201,
)
async def hand_in_document(
    request: Asking, door: NamedDependency[Door]
) -> Response[Ingested] | Response[ReceivedUpload]:
    """Remember a text; the same URL or id again makes a new version, an unchanged text at most
    another title.

    A form with a `file` is kept and read later: 202 with the place where to see what became of it.
    """
    kind = request.content_type[0].lower()
    if kind == MEDIA_TYPE:
        return await _hand_in_file(request, door)
    if kind not in (JSON, ""):
        raise HTTPException(
            status_code=415, detail=f"a text comes as {JSON}, a file as {MEDIA_TYPE}"
        )
    ingested = await door.send(await request.json())
    return Response(ingested, headers={"Location": f"/v1/documents/{ingested.document_id}"})


async def _hand_in_file(request: Asking, door: Door) -> Response[ReceivedUpload]:
    door.key()
    _check_size(request)
    content_type, limit = request.headers["Content-Type"], request.app.state.upload_limit
    async with aclosing(MultipartForm(content_type, request.receive, limit)) as form:
        announced = _announced(await form.fields())
        await door.send(announced)
        file = await _kept(form, announced, request)
    received = await _received(announced, file, request, door)
    return Response(received, status_code=202, headers={"Location": f"/v1/uploads/{received.id}"})


def _check_size(request: Asking) -> None:
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise HTTPException(status_code=415, detail="a form is sent without Content-Encoding")
    most, announced = request.app.state.upload_limit, request.content_length
    if announced is not None and announced > most + AROUND:
        raise HTTPException(status_code=413, detail=f"a file has at most {most:,} bytes")


def _announced(fields: dict[str, str]) -> AdmitUpload:
    if PLACE not in fields:
        said = f"the form is missing required field `{PLACE}`: fields come before the file"
        raise ClientException(said)
    return typed(fields, AdmitUpload, strict=False)


async def _kept(form: MultipartForm, announced: AdmitUpload, request: Asking) -> File:
    arriving = ArrivingFile(form.file_name, form.file())
    media_type = await arriving.media_type(announced.media_type)
    check_file(arriving.name, media_type)
    return await arriving.kept(media_type, request.app.state.blobs)


async def _received(
    announced: AdmitUpload, file: File, request: Asking, door: Door
) -> ReceivedUpload:
    """Record the file; what nobody needs of it afterwards is not kept: it was refused, was here
    before, or came under a key that had its answer.
    """
    try:
        return await door.send(
            ReceiveUpload(
                collection_id=announced.collection_id,
                file=file,
                title=announced.title,
                source_url=announced.source_url,
                document_id=announced.document_id,
            )
        )
    finally:
        try:
            await request.app.state.bus.send(DiscardFile(kept_sha256=file.kept_sha256), SYSTEM)
        except AuroraError as error:
            log.warning("a file may be kept for nobody", reason=repr(error))


ROUTES: tuple[HTTPRouteHandler, ...] = (hand_in_document,)
