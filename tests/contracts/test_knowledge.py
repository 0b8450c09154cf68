"""What every store of collections and documents promises."""

from asyncio import gather
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from aurora.domains.errors import NotFound, Stale
from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.document import Content, Document
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.knowledge.types import Role, Span

OWNER, READER = uuid4(), uuid4()


def content(text: str) -> Content:
    return Content(
        title="Título",
        language="pt",
        media_type="text/markdown",
        text_sha256=Span.of(text, 0, len(text)).sha256,
        characters=len(text),
        passages=(Span.of(text, 0, len(text)),),
    )


async def found(knowledge: Knowledge, name: str = "Rios") -> UUID:
    collection = Collection.create(uuid4(), name, OWNER)
    async with knowledge.work() as work:
        work.collections.add(collection)
    return collection.id


async def ingest(knowledge: Knowledge, text: str) -> UUID:
    document = Document(id=uuid4(), collection_id=uuid4(), source_url="https://example.org/")
    document.ingest(content(text))
    async with knowledge.work() as work:
        work.documents.add(document)
    return document.id


async def change(knowledge: Knowledge, id: UUID, act: Callable[[Document], object]) -> Document:
    async with knowledge.work() as work:
        document = await work.documents.get(id)
        act(document)
    return document


async def test_collections_are_found_by_who_holds_a_role_in_them(knowledge: Knowledge) -> None:
    rivers, lakes = await found(knowledge), await found(knowledge, "Lagos")
    async with knowledge.work() as work:
        (await work.collections.get(lakes)).grant(READER, Role.READER)

    async with knowledge.work() as work:
        of_owner = await work.collections.granted_to(OWNER)
        of_reader = await work.collections.granted_to(READER)
        of_nobody = await work.collections.granted_to(uuid4())

    assert {one.id for one in of_owner} == {rivers, lakes}
    assert [one.id for one in of_reader] == [lakes]
    assert of_nobody == []


async def test_a_collection_comes_back_as_it_was(knowledge: Knowledge) -> None:
    id = await found(knowledge)
    async with knowledge.work() as work:
        (await work.collections.get(id)).grant(READER, Role.READER)
    async with knowledge.work() as work:
        collection = await work.collections.get(id)
    assert (collection.name, collection.version) == ("Rios", 2)
    assert collection.grants == {OWNER: Role.OWNER, READER: Role.READER}


async def test_a_collection_is_found_by_its_name(knowledge: Knowledge) -> None:
    id = await found(knowledge)
    async with knowledge.work() as work:
        named = await work.collections.named("Rios")
        missing = await work.collections.named("rios")
    assert named is not None
    assert named.id == id
    assert missing is None


async def test_of_two_collections_with_one_name_the_second_is_stale(knowledge: Knowledge) -> None:
    outcomes = await gather(found(knowledge), found(knowledge), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["Stale", "UUID"]


async def test_a_document_comes_back_as_it_was(knowledge: Knowledge) -> None:
    id = await ingest(knowledge, "água")
    hashes = frozenset(span.sha256 for span in content("água").passages)
    await change(knowledge, id, lambda document: document.embed(1, "model", hashes))
    document = await change(knowledge, id, lambda _: None)
    assert document.content == content("água")
    assert (document.content_version, document.version) == (1, 2)
    assert (document.embedded, document.deleted) == (hashes, False)
    assert document.source_url == "https://example.org/"


async def test_a_deleted_document_stays_deleted(knowledge: Knowledge) -> None:
    id = await ingest(knowledge, "água")
    await change(knowledge, id, Document.delete)
    assert (await change(knowledge, id, lambda _: None)).deleted


async def test_what_is_missing_is_not_found(knowledge: Knowledge) -> None:
    async with knowledge.work() as work:
        assert await work.documents.find(uuid4()) is None
        with pytest.raises(NotFound, match="no document"):
            await work.documents.get(uuid4())
        with pytest.raises(NotFound, match="no collection"):
            await work.collections.get(uuid4())


async def test_an_exception_undoes_everything(knowledge: Knowledge) -> None:
    id = await ingest(knowledge, "água")

    def break_off(document: Document) -> None:
        document.ingest(content("gelo"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await change(knowledge, id, break_off)
    assert (await change(knowledge, id, lambda _: None)).content == content("água")


async def test_of_two_writers_the_later_one_is_stale(knowledge: Knowledge) -> None:
    id = await ingest(knowledge, "água")

    async def overtaken() -> None:
        async with knowledge.work() as slow:
            document = await slow.documents.get(id)
            await change(knowledge, id, lambda quick: quick.ingest(content("gelo")))
            document.ingest(content("vapor"))

    with pytest.raises(Stale):
        await overtaken()
    assert (await change(knowledge, id, lambda _: None)).content == content("gelo")


async def test_of_two_who_bring_one_document_the_second_is_stale(knowledge: Knowledge) -> None:
    id = uuid4()

    async def bring(text: str) -> None:
        async with knowledge.work() as work:
            document = Document(id=id, collection_id=OWNER)
            document.ingest(content(text))
            work.documents.add(document)

    outcomes = await gather(bring("água"), bring("gelo"), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "Stale"]
