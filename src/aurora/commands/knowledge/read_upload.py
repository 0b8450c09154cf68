"""Read a file that was handed in, and remember what it says."""

from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from msgspec.structs import replace

from aurora.commands.again import again_where_stale
from aurora.commands.command import Command
from aurora.commands.knowledge.content import find_or_add, keep, take_in
from aurora.commands.knowledge.discard_file import DiscardFile
from aurora.commands.knowledge.forget_upload import ForgetUpload
from aurora.commands.knowledge.hand_back_upload import HandBackUpload
from aurora.domains.blobs import Blobs
from aurora.domains.errors import Forbidden, Invalid, NotFound, Unavailable
from aurora.domains.file_names import unended
from aurora.domains.knowledge.document import Content
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.ports import (
    Knowledge,
    KnowledgeWork,
    Languages,
    Reader,
    Reading,
    Sketcher,
    Splitter,
)
from aurora.domains.knowledge.types import Role
from aurora.domains.knowledge.upload import CLOSED, OVERTAKEN, File, Upload
from aurora.domains.media_types import OLE, ZIP, media_type_of
from aurora.domains.principal import Permission, Principal
from aurora.domains.transcript import remarks_of

TOLD_SECONDS = 30 * 86_400.0
UNREADABLE = "unreadable"
CONTAINERS = (ZIP, OLE)


class ReadUpload(Command[None], frozen=True, kw_only=True):
    """Make the file a version of its document, on behalf of whoever handed it in."""

    permission = Permission.EDIT_DOCUMENTS
    queue = "read"
    upload_id: UUID

    def when_handed_back(self) -> HandBackUpload:
        """Count the attempt no more that was not ended."""
        return HandBackUpload(upload_id=self.upload_id)


async def read_upload(
    command: ReadUpload,
    by: Principal,
    knowledge: Knowledge,
    blobs: Blobs,
    reader: Reader,
    splitter: Splitter,
    languages: Languages,
    sketcher: Sketcher,
) -> None:
    """Read, split and keep the text, then record document and upload as one; nothing where that is
    done. What cannot be read is refused, and so is what brings its worker down time and again.
    """
    upload = await _begun(command, by, knowledge)
    if upload is None or upload.status.ended:
        return
    try:
        reading, media_type = await _read(upload, blobs, reader)
        named = _named(reading, upload.file)
        content = await keep(named, media_type, blobs, splitter, languages, sketcher)
    except Invalid as refusal:
        await _refuse(command, knowledge, refusal)
    except Unavailable as trouble:
        await _put_off(command, knowledge, trouble)
    else:
        remarks = await to_thread(remarks_of, reading.transcript)
        take_in = partial(
            _take_in, command, by, knowledge, content, remarks, titled=bool(reading.title)
        )
        await again_where_stale(take_in)


async def _begun(command: ReadUpload, by: Principal, knowledge: Knowledge) -> Upload | None:
    """Count the attempt before it is made: it is remembered whatever comes of it."""
    async with knowledge.work() as work:
        upload = await _open(command, by, work)
        if upload:
            upload.begin()
            _let_go_if_refused(upload, work)
    return upload


async def _open(command: ReadUpload, by: Principal, work: KnowledgeWork) -> Upload | None:
    """Give the upload while it waits; refuse it where its uploader may not write there by now."""
    upload = await _waiting(command, work)
    if upload is None:
        return None
    try:
        (await work.collections.get(upload.collection_id)).require(Role.WRITER, by)
    except (NotFound, Forbidden):
        upload.refuse(CLOSED, "the collection is not open to its uploader any more")
        _let_go_if_refused(upload, work)
        return None
    return upload


async def _waiting(command: ReadUpload, work: KnowledgeWork) -> Upload | None:
    upload = await work.uploads.find(command.upload_id)
    return upload if upload and not upload.status.ended else None


async def _read(upload: Upload, blobs: Blobs, reader: Reader) -> tuple[Reading, str]:
    held = (await blobs.get(upload.file.kept_sha256))[SEAL:]
    media_type = await to_thread(_settled, upload.file, held)
    reading = await reader.read(held, media_type, upload.source_url)
    return replace(reading, title=upload.title or reading.title), media_type


def _named(reading: Reading, file: File) -> Reading:
    """Call what has no title after its file."""
    name = unended(file.name)
    return replace(reading, title=reading.title or (name if name.strip("-. ") else None))


def _settled(file: File, held: bytes) -> str:
    """Give the type of the file; of a container the beginning may not have told what it holds."""
    return media_type_of(held, file.name) if file.media_type in CONTAINERS else file.media_type


async def _take_in(
    command: ReadUpload,
    by: Principal,
    knowledge: Knowledge,
    content: Content,
    remarks: Sequence[str],
    *,
    titled: bool,
) -> None:
    async with knowledge.work() as work:
        upload = await _open(command, by, work)
        if upload is None or await _was_overtaken(upload, work):
            return
        id, collection_id = upload.document_id, upload.collection_id
        document = await find_or_add(work, id, collection_id, upload.source_url)
        taken = take_in(content, document, titled=titled)
        upload.read(
            taken.version, changed=taken.changed, media_type=content.media_type, remarks=remarks
        )


async def _was_overtaken(upload: Upload, work: KnowledgeWork) -> bool:
    """Refuse a file after which another one came for the same document, and was read first."""
    if not any(map(upload.overtaken_by, await work.uploads.of_document(upload.document_id))):
        return False
    upload.refuse(OVERTAKEN, "a file that was handed in later was read first")
    _let_go_if_refused(upload, work)
    return True


async def _refuse(command: ReadUpload, knowledge: Knowledge, refusal: Invalid) -> None:
    async with knowledge.work() as work:
        if upload := await _waiting(command, work):
            reason = (refusal.facts or {}).get("reason", UNREADABLE)
            upload.refuse(str(reason), str(refusal))
            _let_go_if_refused(upload, work)


async def _put_off(command: ReadUpload, knowledge: Knowledge, trouble: Unavailable) -> None:
    async with knowledge.work() as work:
        if upload := await _waiting(command, work):
            seconds = upload.put_off(str(trouble))
            if not upload.status.ended:
                work.enqueue(command, delay=seconds)
            _let_go_if_refused(upload, work)


def _let_go_if_refused(upload: Upload, work: KnowledgeWork) -> None:
    """Keep nothing of a refused file, and for some days that it was refused and why."""
    if upload.is_refused:
        work.enqueue(DiscardFile(kept_sha256=upload.file.kept_sha256))
        work.enqueue(ForgetUpload(upload_id=upload.id), delay=TOLD_SECONDS)
