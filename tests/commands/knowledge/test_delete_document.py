"""Taking documents out of every search."""

from uuid import UUID

import pytest
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.knowledge.document import AlreadyDeleted
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_document_text import GetDocumentText

URL = "https://example.org/amazon"


async def delete(library: Library, id: UUID, by: Principal = EDITOR) -> None:
    await library.bus.send(DeleteDocument(document_id=id), by)
    await library.settle()


async def test_nothing_of_it_is_found_any_more() -> None:
    library = Library()
    rivers = await library.found()
    amazon = await library.ingest(rivers, "The Amazon is a river.")
    await delete(library, amazon.document_id)
    assert await library.search("Amazon river") == []
    with pytest.raises(NotFound):
        await library.document(amazon.document_id)
    with pytest.raises(NotFound):
        await library.bus.ask(GetDocumentText(document_id=amazon.document_id, version=1), EDITOR)


async def test_deleting_twice_is_a_conflict() -> None:
    library = Library()
    amazon = await library.ingest(await library.found(), "The Amazon is a river.")
    await delete(library, amazon.document_id)
    with pytest.raises(AlreadyDeleted):
        await delete(library, amazon.document_id)


async def test_what_is_ingested_again_comes_back() -> None:
    library = Library()
    rivers = await library.found()
    amazon = await library.ingest(rivers, "The Amazon is a river.", source_url=URL)
    await delete(library, amazon.document_id)
    again = await library.ingest(rivers, "The Amazon is a river.", source_url=URL)
    assert (again.document_id, again.version) == (amazon.document_id, 2)
    assert len(await library.search("Amazon")) == 1


async def test_a_strangers_document_answers_like_a_missing_one() -> None:
    library = Library()
    hidden = await library.found("Hidden", STRANGER)
    secret = await library.ingest(hidden, "A secret.", STRANGER)
    with pytest.raises(NotFound) as refused:
        await delete(library, secret.document_id)
    assert str(refused.value) == f"no document {secret.document_id}"


async def test_a_reader_deletes_nothing() -> None:
    library = Library()
    rivers = await library.found()
    amazon = await library.ingest(rivers, "The Amazon is a river.")
    await library.let_in(rivers, STRANGER)
    with pytest.raises(Forbidden):
        await delete(library, amazon.document_id, STRANGER)
