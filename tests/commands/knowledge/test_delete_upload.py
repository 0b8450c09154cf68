"""Taking files back that were handed in."""

from typing import Any
from uuid import UUID

import pytest
from tests.handed_in import NOTES, become, hand_in, stored
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.commands.knowledge.delete_upload import DeleteUpload
from aurora.commands.knowledge.discard_file import DiscardFile
from aurora.commands.knowledge.read_upload import ReadUpload
from aurora.commands.knowledge.receive_upload import ReceivedUpload
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.types import Role
from aurora.domains.knowledge.upload import AlreadyRead, UploadStatus
from aurora.domains.principal import SYSTEM, Principal
from aurora.infrastructure.memory.web import MemoryReader
from aurora.queries.knowledge.get_document import GetDocument
from aurora.queries.knowledge.get_document_file import GetDocumentFile

NAME = "maria silva.md"


async def take_back(library: Library, id: UUID, by: Principal = EDITOR) -> None:
    await library.bus.send(DeleteUpload(upload_id=id), by)


async def nothing_is_left(library: Library, upload: ReceivedUpload) -> None:
    await library.settle()
    assert await stored(library, upload.id) is None
    assert "maria" not in str(library.record.log)
    assert [one for one in library.blobs.contents.values() if one[SEAL:] == NOTES] == []
    with pytest.raises(NotFound):
        await become(library, upload)
    with pytest.raises(NotFound):
        await library.bus.ask(GetDocument(document_id=upload.document_id), EDITOR)


async def test_a_file_that_waits_is_not_read_and_nothing_is_kept_of_it() -> None:
    library = Library()
    upload = await hand_in(library, await library.found(), name=NAME)
    await take_back(library, upload.id)
    await nothing_is_left(library, upload)
    assert await library.search("Amazon") == []


async def test_a_file_that_is_taken_back_while_it_is_read_becomes_nothing() -> None:
    class Slow(MemoryReader):
        async def read(self, *given: Any) -> Any:
            await take_back(library, upload.id)
            await library.bus.send(DiscardFile(kept_sha256=kept), SYSTEM)
            return await super().read(*given)

    library = Library(reader=Slow())
    upload = await hand_in(library, await library.found(), name=NAME)
    waiting = await stored(library, upload.id)
    assert waiting
    kept = waiting.file.kept_sha256
    await library.bus.send(ReadUpload(upload_id=upload.id), EDITOR)
    await nothing_is_left(library, upload)


async def test_a_file_that_was_refused_is_forgotten_before_its_time() -> None:
    class Picky(MemoryReader):
        async def read(self, *given: Any) -> Any:
            raise Invalid(f"{len(given)} is not enough", "content")

    library = Library(reader=Picky())
    upload = await hand_in(library, await library.found(), name=NAME)
    assert (await become(library, upload)).status is UploadStatus.REFUSED
    await take_back(library, upload.id)
    await nothing_is_left(library, upload)
    with pytest.raises(NotFound):
        await take_back(library, upload.id)


async def test_a_file_that_was_read_goes_with_its_document_alone() -> None:
    library = Library()
    upload = await hand_in(library, await library.found())
    told = await become(library, upload)
    with pytest.raises(AlreadyRead, match=str(upload.document_id)):
        await take_back(library, upload.id)
    assert await become(library, upload) == told
    query = GetDocumentFile(document_id=upload.document_id)
    assert (await library.bus.ask(query, EDITOR)).name == "rivers.md"


async def test_another_file_for_the_same_document_is_read_all_the_same() -> None:
    library = Library()
    rivers = await library.found()
    url = "https://example.org/rivers"
    wrong = await hand_in(library, rivers, b"Wrong.", source_url=url)
    right = await hand_in(library, rivers, source_url=url)
    await take_back(library, wrong.id)
    assert (await become(library, right)).content_version == 1
    assert (await library.document(right.document_id)).title == "Rivers"


async def test_only_who_may_write_in_the_collection_takes_a_file_back() -> None:
    library = Library()
    rivers = await library.found()
    upload = await hand_in(library, rivers)
    with pytest.raises(NotFound, match=f"no upload {upload.id}"):
        await take_back(library, upload.id, STRANGER)
    await library.let_in(rivers, STRANGER)
    with pytest.raises(Forbidden):
        await take_back(library, upload.id, STRANGER)
    await library.let_in(rivers, STRANGER, Role.WRITER)
    other = await hand_in(library, rivers, b"# Other\n\nA file.")
    await take_back(library, other.id, STRANGER)
    with pytest.raises(NotFound):
        await become(library, other)
