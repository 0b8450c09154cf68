"""What every store of handed-in files promises."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from aurora.domains.errors import Stale
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.knowledge.upload import File, Upload

DOCUMENT = uuid4()


def upload(kept: str = "k", document: UUID = DOCUMENT) -> Upload:
    file = File(
        name="a.pdf", media_type="application/pdf", size=3_000_000_000, sha256="s", kept_sha256=kept
    )
    return Upload(
        id=uuid4(),
        collection_id=uuid4(),
        document_id=document,
        uploader_id=uuid4(),
        received_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
        file=file,
        title="Título",
        source_url="https://example.org/",
    )


async def add(knowledge: Knowledge, *uploads: Upload) -> None:
    async with knowledge.work() as work:
        for one in uploads:
            one.receive()
            work.uploads.add(one)


async def test_an_upload_comes_back_as_it_was(knowledge: Knowledge) -> None:
    made = upload()
    await add(knowledge, made)
    async with knowledge.work() as work:
        found = await work.uploads.get(made.id)
        found.begin()
    async with knowledge.work() as work:
        again = await work.uploads.get(made.id)
    assert (again.file, again.title, again.source_url) == (made.file, made.title, made.source_url)
    assert (again.status, again.attempts, again.version) == ("reading", 1, 2)
    assert again.received_at == made.received_at


async def test_uploads_are_found_by_document_and_by_file(knowledge: Knowledge) -> None:
    one, other, elsewhere = upload("a"), upload("b"), upload("b", uuid4())
    await add(knowledge, one, other, elsewhere)
    async with knowledge.work() as work:
        of_document = await work.uploads.of_document(DOCUMENT)
        keeping = await work.uploads.keeping("b")
        nothing = await work.uploads.keeping("c")
    assert {found.id for found in of_document} == {one.id, other.id}
    assert {found.id for found in keeping} == {other.id, elsewhere.id}
    assert nothing == []


async def test_nobody_decides_over_somebody_else(knowledge: Knowledge) -> None:
    made = upload()
    await add(knowledge, made)

    async def late() -> None:
        async with knowledge.work() as mine:
            upload = await mine.uploads.get(made.id)
            async with knowledge.work() as theirs:
                (await theirs.uploads.get(made.id)).begin()
            upload.refuse("damaged", "it is damaged")

    with pytest.raises(Stale):
        await late()


async def test_an_erased_upload_is_nowhere(knowledge: Knowledge) -> None:
    made = upload()
    await add(knowledge, made)
    async with knowledge.work() as work:
        found = await work.uploads.get(made.id)
        found.forget()
        work.uploads.erase(found)
    async with knowledge.work() as work:
        assert await work.uploads.find(made.id) is None
        assert await work.uploads.of_document(DOCUMENT) == []
