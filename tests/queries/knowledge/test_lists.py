"""Lists of collections and documents."""

import pytest
from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER, own_key

from aurora.domains.errors import NotFound
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_collection import GetCollection
from aurora.queries.knowledge.list_collections import ListCollections
from aurora.queries.knowledge.list_documents import ListDocuments


async def names(library: Library, by: Principal) -> list[str]:
    return [view.name for view in await library.bus.ask(ListCollections(), by)]


async def test_everybody_sees_what_is_readable_for_them() -> None:
    library = Library()
    rivers = await library.found("Rivers", EDITOR)
    await library.found("Lakes", STRANGER)
    await library.let_in(rivers, VIEWER)
    assert await names(library, EDITOR) == ["Rivers"]
    assert await names(library, VIEWER) == ["Rivers"]
    assert await names(library, STRANGER) == ["Lakes"]
    assert await names(library, ADMIN) == ["Rivers", "Lakes"]


async def test_a_key_of_ones_own_sees_what_its_person_sees_and_what_it_was_let_into() -> None:
    library = Library()
    key = own_key(EDITOR)
    rivers = await library.found("Rivers", EDITOR)
    lakes = await library.found("Lakes", STRANGER)
    for id, name in ((rivers, "Amazon"), (lakes, "Caspian")):
        by = EDITOR if id == rivers else STRANGER
        await library.ingest(id, f"The {name} is deep.", by)
    assert await names(library, key) == ["Rivers"]
    assert [hit.text for hit in await library.search("deep", key)] == ["The Amazon is deep."]
    await library.let_in(lakes, key, by=STRANGER)
    assert await names(library, key) == ["Rivers", "Lakes"]
    assert await names(library, EDITOR) == ["Rivers"]
    assert len(await library.search("deep", key, collection_ids=(rivers, lakes))) == 2
    assert await names(library, own_key(VIEWER)) == []


async def test_an_unreadable_collection_answers_like_a_missing_one() -> None:
    library = Library()
    rivers = await library.found()
    with pytest.raises(NotFound, match=f"no collection {rivers}"):
        await library.bus.ask(GetCollection(collection_id=rivers), STRANGER)
    with pytest.raises(NotFound, match=f"no collection {rivers}"):
        await library.bus.ask(ListDocuments(collection_id=rivers), STRANGER)


@pytest.mark.parametrize("by", [EDITOR, ADMIN])
async def test_collections_come_page_by_page(by: Principal) -> None:
    library = Library()
    ids = [await library.found(f"Shelf {number}") for number in range(5)]
    first = await library.bus.ask(ListCollections(limit=3), by)
    rest = await library.bus.ask(ListCollections(limit=3, cursor=first[-1].id), by)
    assert [view.id for view in (*first, *rest)] == ids


async def test_documents_come_page_by_page() -> None:
    library = Library()
    rivers = await library.found()
    lakes = await library.found("Lakes")
    await library.ingest(lakes, "Elsewhere.")
    ids = [(await library.ingest(rivers, f"River {n}.")).document_id for n in range(3)]
    first = await library.bus.ask(ListDocuments(collection_id=rivers, limit=2), EDITOR)
    rest = await library.bus.ask(
        ListDocuments(collection_id=rivers, limit=2, cursor=first[-1].id), EDITOR
    )
    assert [view.id for view in (*first, *rest)] == ids
    assert all(view.searchable.by_word for view in first)
