"""Files handed in to a library in memory, without the form around them."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from tests.library import Library
from tests.people import EDITOR

from aurora.commands.knowledge.receive_upload import ReceivedUpload, ReceiveUpload
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.upload import File, Upload
from aurora.domains.media_types import media_type_of
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_upload import GetUpload
from aurora.queries.knowledge.uploads_projection import UploadView

NOTES = b"# Rivers\n\nThe Amazon is the largest river.\n"


async def kept(library: Library, content: bytes, name: str = "rivers.md") -> File:
    """Keep the bytes of a file, each time as another's."""
    seal = len(library.blobs.contents).to_bytes(SEAL, "big")
    return File(
        name=name,
        media_type=media_type_of(content, name),
        size=len(content),
        sha256=sha256(content).hexdigest(),
        kept_sha256=await library.blobs.put(seal + content),
    )


async def hand_in(
    library: Library,
    collection: UUID,
    content: bytes = NOTES,
    name: str = "rivers.md",
    by: Principal = EDITOR,
    **said: Any,
) -> ReceivedUpload:
    """Hand a file in; nobody has read it yet."""
    file = await kept(library, content, name)
    return await library.bus.send(ReceiveUpload(collection_id=collection, file=file, **said), by)


async def become(library: Library, upload: ReceivedUpload, by: Principal = EDITOR) -> UploadView:
    """Tell what became of it in the end."""
    await library.settle()
    return await library.bus.ask(GetUpload(upload_id=upload.id), by)


async def stored(library: Library, id: UUID) -> Upload | None:
    """Give the upload as it is stored."""
    async with library.knowledge.work() as work:
        return await work.uploads.find(id)
