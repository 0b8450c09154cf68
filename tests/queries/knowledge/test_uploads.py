"""What can be asked about files that were handed in."""

from typing import Any
from uuid import uuid4

import pytest
from tests.handed_in import NOTES, become, hand_in
from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER

from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.domains.errors import NotFound
from aurora.domains.knowledge.upload import UploadStatus
from aurora.infrastructure.memory.views import MemoryViews
from aurora.infrastructure.memory.web import MemoryReader
from aurora.queries.knowledge.get_document_file import GetDocumentFile
from aurora.queries.knowledge.get_upload import GetUpload
from aurora.queries.knowledge.list_uploads import ListUploads
from aurora.queries.knowledge.uploads_projection import FileView, UploadView, project_uploads
from aurora.queries.query import Query


async def replayed(library: Library) -> tuple[MemoryViews[UploadView], MemoryViews[FileView]]:
    """Project the log anew, as a rebuild does."""
    uploads, files = MemoryViews(UploadView), MemoryViews(FileView)
    for recorded in library.record.log:
        await project_uploads(recorded, uploads, files)
    return uploads, files


async def test_who_asks_meanwhile_is_told_that_it_is_being_read() -> None:
    class Watched(MemoryReader):
        async def read(self, *given: Any) -> Any:
            await library._follow()
            seen.append((await library.bus.ask(GetUpload(upload_id=sent.id), EDITOR)).status)
            return await super().read(*given)

    seen: list[UploadStatus] = []
    library = Library(reader=Watched())
    sent = await hand_in(library, await library.found())
    told = await become(library, sent)
    assert [*seen, told.status] == [UploadStatus.READING, UploadStatus.READ]


async def test_a_projection_made_anew_tells_the_same() -> None:
    library = Library()
    rivers = await library.found()
    sent = [
        await hand_in(library, rivers),
        await hand_in(library, rivers, b"%PDF-1.7 nonsense", "a.pdf"),
    ]
    told = [await become(library, one) for one in sent]
    assert [one.status for one in told] == [UploadStatus.READ, UploadStatus.REFUSED]
    uploads, _ = await replayed(library)
    assert [await uploads.get(one.id) for one in sent] == told


async def test_events_told_twice_change_nothing() -> None:
    library = Library()
    told = await become(library, await hand_in(library, await library.found()))
    uploads, files = library.views(UploadView), library.views(FileView)
    for recorded in library.record.log:
        await project_uploads(recorded, uploads, files)
    assert await uploads.get(told.id) == told


async def test_a_projection_made_anew_knows_nothing_of_what_was_forgotten() -> None:
    library = Library()
    received = await hand_in(library, await library.found())
    await become(library, received)
    await library.bus.send(DeleteDocument(document_id=received.document_id), EDITOR)
    await library.settle()
    uploads, files = await replayed(library)
    assert await uploads.get(received.id) is None
    assert await files.get(received.id) is None


async def test_an_upload_is_seen_by_who_may_read_the_collection() -> None:
    library = Library()
    rivers = await library.found()
    received = await hand_in(library, rivers)
    await library.settle()
    questions: list[Query[Any]] = [
        GetUpload(upload_id=received.id),
        ListUploads(collection_id=rivers),
        GetDocumentFile(document_id=received.document_id),
    ]
    for query in questions:
        assert await library.bus.ask(query, EDITOR)
        assert await library.bus.ask(query, ADMIN)
        with pytest.raises(NotFound):
            await library.bus.ask(query, STRANGER)
    await library.let_in(rivers, STRANGER)
    for query in questions:
        assert await library.bus.ask(query, STRANGER)


async def test_the_file_is_that_of_the_present_version() -> None:
    library = Library()
    first = await hand_in(library, await library.found())
    rivers = (await become(library, first)).collection_id
    id = first.document_id
    await become(library, await hand_in(library, rivers, b"Other.", "b.txt", document_id=id))
    file = await library.bus.ask(GetDocumentFile(document_id=id), EDITOR)
    assert (file.name, file.content_version) == ("b.txt", 2)
    await library.ingest(rivers, "A text.", document_id=id)
    with pytest.raises(NotFound):
        await library.bus.ask(GetDocumentFile(document_id=id), EDITOR)


async def test_what_is_not_there_is_not_found() -> None:
    library = Library()
    rivers = await library.found()
    text = await library.ingest(rivers, NOTES.decode())
    missing: list[Query[Any]] = [
        GetUpload(upload_id=uuid4()),
        ListUploads(collection_id=uuid4()),
        GetDocumentFile(document_id=uuid4()),
        GetDocumentFile(document_id=text.document_id),
    ]
    for query in missing:
        with pytest.raises(NotFound):
            await library.bus.ask(query, EDITOR)
