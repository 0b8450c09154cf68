"""Reading files that people handed in."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from tests.handed_in import NOTES, become, hand_in, kept, stored
from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER

from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.commands.knowledge.read_upload import TOLD_SECONDS, ReadUpload
from aurora.commands.knowledge.receive_upload import ReceiveUpload
from aurora.commands.knowledge.revoke_access import RevokeAccess
from aurora.domains.errors import Invalid, NotFound, Unavailable
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.types import Role
from aurora.domains.knowledge.upload import ATTEMPTS, TIMES, UploadStatus
from aurora.domains.media_types import DOCX, ZIP, media_type_of
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryReader

HEAD = 65_536


class Scripted(MemoryReader):
    """Does what it is told before it reads."""

    def __init__(self, *faults: BaseException) -> None:
        self.faults = list(faults)
        self.asked: list[str] = []

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Any:
        """Fail as scripted, else read."""
        self.asked.append(media_type)
        if self.faults:
            raise self.faults.pop(0)
        return await super().read(content, media_type, url)


def files(library: Library, content: bytes = NOTES) -> Sequence[bytes]:
    return [one for one in library.blobs.contents.values() if one[SEAL:] == content]


async def test_a_file_is_found_like_any_document() -> None:
    library = Library()
    received = await hand_in(library, await library.found(), title="Of rivers")
    told = await become(library, received)
    assert (told.status, told.content_version, told.changed) == (UploadStatus.READ, 1, True)
    document = await library.document(received.document_id)
    assert (document.title, document.media_type) == ("Of rivers", "text/markdown")
    assert {hit.document_id for hit in await library.search("Amazon")} == {received.document_id}


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("rivers.md", b"# The Amazon\n\nIt is long.", "The Amazon"),
        ("minutes of may.txt", b"The meeting was put off.", "minutes of may"),
        ("x.html", b"<title>Rivers</title><p>The Amazon.", "Rivers"),
    ],
)
async def test_a_title_is_what_the_file_says_or_how_it_is_called(
    name: str, content: bytes, title: str
) -> None:
    library = Library()
    received = await hand_in(library, await library.found(), content, name)
    await become(library, received)
    assert (await library.document(received.document_id)).title == title


async def test_reading_twice_is_reading_once() -> None:
    library = Library()
    received = await hand_in(library, await library.found())
    await become(library, received)
    events = len(library.record.log)
    await library.bus.send(ReadUpload(upload_id=received.id), EDITOR)
    assert len(library.record.log) == events


async def test_a_killed_reader_is_followed_by_another_one() -> None:
    library = Library(reader=Scripted(KeyboardInterrupt()))
    received = await hand_in(library, await library.found())
    with pytest.raises(KeyboardInterrupt):
        await library.bus.send(ReadUpload(upload_id=received.id), EDITOR)
    told = await become(library, received)
    assert (told.status, told.content_version) == (UploadStatus.READ, 1)


async def test_what_kills_every_reader_is_refused_and_blocks_nobody() -> None:
    poison = Scripted(*(KeyboardInterrupt() for _ in range(ATTEMPTS)))
    library = Library(reader=poison)
    received = await hand_in(library, await library.found())
    for _ in range(ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            await library.bus.send(ReadUpload(upload_id=received.id), EDITOR)
    told = await become(library, received)
    assert (told.status, told.reason) == (UploadStatus.REFUSED, "gave-up")
    assert len(poison.asked) == ATTEMPTS
    assert files(library) == []


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (Invalid("it is locked", "content", {"reason": "encrypted"}), "encrypted"),
        (Invalid("it holds no text", "content"), "unreadable"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_a_word_and_a_sentence(
    refusal: Invalid, reason: str
) -> None:
    library = Library(reader=Scripted(refusal))
    told = await become(library, await hand_in(library, await library.found()))
    assert (told.status, told.reason, told.detail) == ("refused", reason, str(refusal))
    assert await library.search("Amazon") == []


async def test_nothing_is_kept_of_a_refused_file_and_its_name_not_for_long() -> None:
    library = Library(reader=Scripted(Invalid("it is damaged", "content")))
    received = await hand_in(library, await library.found(), name="maria silva.md")
    await become(library, received)
    assert files(library) == []
    library.clock.advance(TOLD_SECONDS + 1)
    with pytest.raises(NotFound):
        await become(library, received)
    assert await stored(library, received.id) is None
    assert "maria" not in str(library.record.log)


async def test_a_store_that_is_away_puts_the_file_off() -> None:
    library = Library(reader=Scripted(Unavailable("no space left on device")))
    received = await hand_in(library, await library.found())
    assert (await become(library, received)).status is UploadStatus.RECEIVED
    library.clock.advance(10)
    assert (await become(library, received)).status is UploadStatus.READ


async def test_what_was_read_in_the_end_is_not_forgotten_like_what_is_refused() -> None:
    library = Library(reader=Scripted(Unavailable("no space left on device")))
    received = await hand_in(library, await library.found())
    await become(library, received)
    library.clock.advance(10)
    await become(library, received)
    library.clock.advance(TOLD_SECONDS + 1)
    assert (await become(library, received)).status is UploadStatus.READ
    assert files(library)


async def test_a_file_is_not_put_off_for_ever() -> None:
    away = [Unavailable("no space left on device") for _ in range(TIMES + 1)]
    library = Library(reader=Scripted(*away))
    received = await hand_in(library, await library.found())
    for _ in range(TIMES + 1):
        told = await become(library, received)
        library.clock.advance(1_000)
    assert (told.status, told.reason) == (UploadStatus.REFUSED, "unavailable")
    assert "no space" in str(told.detail)
    assert files(library) == []


async def test_a_lost_file_is_refused_in_the_end() -> None:
    library = Library()
    received = await hand_in(library, await library.found())
    library.blobs.contents.clear()
    for _ in range(TIMES + 1):
        told = await become(library, received)
        library.clock.advance(1_000)
    assert told.status is UploadStatus.REFUSED


async def test_who_may_not_write_any_more_has_nothing_read() -> None:
    library = Library(reader=(reader := Scripted()))
    rivers = await library.found()
    await library.let_in(rivers, STRANGER, Role.WRITER)
    received = await hand_in(library, rivers, by=STRANGER)
    revoked = RevokeAccess(collection_id=rivers, principal_id=STRANGER.id)
    await library.bus.send(revoked, EDITOR)
    told = await become(library, received)
    assert (told.status, told.reason) == (UploadStatus.REFUSED, "closed")
    assert reader.asked == []
    assert files(library) == []


async def test_who_loses_the_role_while_it_is_read_changes_nothing() -> None:
    class Slow(MemoryReader):
        async def read(self, *given: Any) -> Any:
            revoked = RevokeAccess(collection_id=rivers, principal_id=STRANGER.id)
            await library.bus.send(revoked, EDITOR)
            return await super().read(*given)

    library = Library(reader=Slow())
    rivers = await library.found()
    await library.let_in(rivers, STRANGER, Role.WRITER)
    told = await become(library, await hand_in(library, rivers, by=STRANGER))
    assert (told.status, told.reason) == (UploadStatus.REFUSED, "closed")
    assert await library.search("Amazon") == []


async def test_who_manages_all_collections_needs_no_grant() -> None:
    library = Library()
    rivers = await library.found()
    told = await become(library, await hand_in(library, rivers, by=ADMIN))
    assert told.status is UploadStatus.READ


async def test_an_office_file_whose_beginning_told_nothing_is_known_by_its_whole() -> None:
    library = Library(reader=(reader := Scripted(Invalid("not in this test", "content"))))
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name in ("customXml/item.bin", "[Content_Types].xml", "word/document.xml"):
            package.writestr(name, bytes(HEAD))
    beginning = media_type_of(packed.getvalue()[:HEAD])
    file = replace(await kept(library, packed.getvalue(), "a.docx"), media_type=beginning)
    command = ReceiveUpload(collection_id=await library.found(), file=file)
    await become(library, await library.bus.send(command, EDITOR))
    assert (beginning, reader.asked) == (ZIP, [DOCX])


async def test_files_go_with_their_document() -> None:
    library = Library()
    rivers = await library.found()
    received = await hand_in(library, rivers, name="maria silva.md")
    await become(library, received)
    waiting = await hand_in(library, rivers, b"More.", document_id=received.document_id)
    assert files(library)
    await library.bus.send(DeleteDocument(document_id=received.document_id), EDITOR)
    await library.settle()
    assert files(library) == []
    assert files(library, b"More.") == []
    for one in (received, waiting):
        assert await stored(library, one.id) is None
        with pytest.raises(NotFound):
            await become(library, one)
    assert "maria" not in str([one.event for one in library.record.log if "upload" in one.type])


async def test_a_file_that_waits_does_not_bring_its_deleted_document_back() -> None:
    library = Library()
    rivers = await library.found()
    received = await hand_in(library, rivers)
    await become(library, received)
    waiting = await hand_in(library, rivers, b"More.", document_id=received.document_id)
    await library.bus.send(DeleteDocument(document_id=received.document_id), EDITOR)
    await library.bus.send(ReadUpload(upload_id=waiting.id), EDITOR)
    await library.settle()
    with pytest.raises(NotFound):
        await library.document(received.document_id)
    assert files(library, b"More.") == []


@pytest.mark.parametrize("later", [b"The Nile, newest.", NOTES])
async def test_a_file_that_came_later_is_not_replaced_by_one_that_took_longer(
    later: bytes,
) -> None:
    library = Library()
    rivers = await library.found()
    first = await hand_in(library, rivers)
    await become(library, first)
    long = await hand_in(library, rivers, b"The Nile.", document_id=first.document_id)
    library.record.jobs, waiting = [], library.record.jobs
    library.clock.advance(1)
    await become(library, await hand_in(library, rivers, later, document_id=first.document_id))
    present = await library.document(first.document_id)
    library.record.jobs = waiting
    told = await become(library, long)
    assert (told.status, told.reason) == (UploadStatus.REFUSED, "overtaken")
    assert (await library.document(first.document_id)).text_sha256 == present.text_sha256
    assert files(library, b"The Nile.") == []


async def test_a_file_that_equals_a_text_does_not_take_the_text_with_it() -> None:
    library = Library(blobs=MemoryBlobs())
    rivers = await library.found()
    text = NOTES.decode().strip()
    other = await library.ingest(rivers, text, media_type="text/markdown")
    received = await hand_in(library, rivers, NOTES.strip())
    await become(library, received)
    await library.bus.send(DeleteDocument(document_id=received.document_id), EDITOR)
    await library.settle()
    assert text.encode() in library.blobs.contents.values()
    assert {hit.document_id for hit in await library.search("Amazon")} == {other.document_id}
