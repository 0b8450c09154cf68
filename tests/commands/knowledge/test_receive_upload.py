"""Taking in files that people hand in."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from tests.handed_in import NOTES, become, hand_in, kept, stored
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.commands.knowledge.admit_upload import AdmitUpload
from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.commands.knowledge.receive_upload import ReceiveUpload
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.knowledge.ports import Reading
from aurora.domains.knowledge.upload import UploadStatus
from aurora.domains.transcript import with_reasons
from aurora.infrastructure.memory.web import MemoryReader

URL = "https://example.org/amazon"


async def test_a_file_waits_until_somebody_reads_it() -> None:
    library = Library()
    received = await hand_in(library, await library.found())
    assert received.status is UploadStatus.RECEIVED
    upload = await stored(library, received.id)
    assert upload
    assert (upload.uploader_id, upload.document_id) == (EDITOR.id, received.document_id)
    assert await library.search("Amazon") == []


async def test_the_document_is_settled_when_the_file_comes() -> None:
    library = Library()
    rivers = await library.found()
    by_url = [await hand_in(library, rivers, source_url=URL) for _ in range(2)]
    assert len({one.document_id for one in by_url}) == 1
    alone = [await hand_in(library, rivers) for _ in range(2)]
    assert len({one.document_id for one in alone}) == 2
    text = await library.ingest(rivers, "The Amazon.", source_url="https://example.org/other")
    named = await hand_in(library, rivers, document_id=text.document_id)
    assert named.document_id == text.document_id


async def test_a_file_that_was_read_already_is_not_read_again() -> None:
    library = Library()
    rivers = await library.found()
    await become(library, await hand_in(library, rivers, source_url=URL))
    again = await hand_in(library, rivers, source_url=URL)
    assert again.status is UploadStatus.READ
    assert library.record.jobs == []
    told = await become(library, again)
    assert (told.content_version, told.changed) == (1, False)


class Remarking(MemoryReader):
    """Leaves something out."""

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        """Read, with a remark."""
        reading = await super().read(content, media_type, url)
        return replace(reading, transcript=with_reasons(reading.transcript, ("x.bin: damaged",)))


async def test_what_was_remarked_on_a_file_is_told_of_it_again() -> None:
    library = Library(reader=Remarking())
    rivers = await library.found()
    for changed in (True, False):
        told = await become(library, await hand_in(library, rivers, source_url=URL))
        assert (told.changed, told.remarks) == (changed, ("x.bin: damaged",))


async def test_a_file_whose_reading_is_lost_is_known_all_the_same() -> None:
    library = Library(reader=Remarking())
    rivers = await library.found()
    await become(library, await hand_in(library, rivers, source_url=URL))
    library.blobs.contents.clear()
    again = await hand_in(library, rivers, source_url=URL)
    assert (await become(library, again)).remarks == ()


async def test_a_file_that_was_read_already_takes_another_title() -> None:
    library = Library()
    rivers = await library.found()
    received = await hand_in(library, rivers, source_url=URL, title="Rivers of the world")
    await become(library, received)
    for title, shown in (("Large rivers", "Large rivers"), (None, "Large rivers")):
        await become(library, await hand_in(library, rivers, source_url=URL, title=title))
        view = await library.document(received.document_id)
        assert (view.title, view.content_version) == (shown, 1)


async def test_a_file_that_was_replaced_meanwhile_is_read_again() -> None:
    library = Library()
    rivers = await library.found()
    await become(library, await hand_in(library, rivers, source_url=URL))
    await become(library, await hand_in(library, rivers, b"The Nile.", "nile.txt", source_url=URL))
    told = await become(library, await hand_in(library, rivers, source_url=URL))
    assert (told.content_version, told.changed) == (3, True)


async def test_a_file_whose_document_was_deleted_is_read_again() -> None:
    library = Library()
    rivers = await library.found()
    first = await hand_in(library, rivers, source_url=URL)
    await become(library, first)
    await library.bus.send(DeleteDocument(document_id=first.document_id), EDITOR)
    library.clock.advance(1)
    told = await become(library, await hand_in(library, rivers, source_url=URL))
    assert (told.content_version, told.changed) == (2, True)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", {"title": "x" * 501}),
        ("source_url", {"source_url": "javascript:alert(1)"}),
        ("source_url", {"source_url": URL, "document_id": UUID(int=5)}),
        ("file", {"name": "x" * 256}),
        ("file", {"content": b"GIF89a" + bytes(50)}),
    ],
)
async def test_bad_input_is_refused_by_field(field: str, wrong: dict[str, Any]) -> None:
    library = Library()
    rivers = await library.found()
    events = len(library.record.log)
    with pytest.raises(Invalid) as refused:
        await hand_in(library, rivers, **wrong)
    assert refused.value.field == field
    assert len(library.record.log) == events
    assert library.record.jobs == []


async def test_a_reader_hands_nothing_in_and_a_stranger_learns_nothing() -> None:
    library = Library()
    hidden = await library.found("Hidden", STRANGER)
    announced = AdmitUpload(collection_id=hidden)
    for send in (hand_in(library, hidden), library.bus.send(announced, EDITOR)):
        with pytest.raises(NotFound):
            await send
    await library.let_in(hidden, EDITOR, by=STRANGER)
    for send in (hand_in(library, hidden), library.bus.send(announced, EDITOR)):
        with pytest.raises(Forbidden):
            await send


async def test_a_document_of_another_collection_is_not_there() -> None:
    library = Library()
    rivers, lakes = await library.found(), await library.found("Lakes")
    text = await library.ingest(lakes, "The Caspian Sea.")
    for id in (text.document_id, uuid4()):
        announced = AdmitUpload(collection_id=rivers, document_id=id)
        for send in (
            hand_in(library, rivers, document_id=id),
            library.bus.send(announced, EDITOR),
        ):
            with pytest.raises(NotFound):
                await send


async def test_one_key_hands_in_once() -> None:
    library = Library()
    file = await kept(library, NOTES)
    command = ReceiveUpload(collection_id=await library.found(), file=file)
    first = await library.bus.send(command, EDITOR, key="k")
    assert await library.bus.send(command, EDITOR, key="k") == first
    assert len(library.record.jobs) == 1
