"""Remembering texts that people hand in."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.ingest_document import CONTENT_LIMIT, IngestDocument
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.knowledge.types import Role

URL = "https://example.org/amazon"


async def test_a_text_is_found_by_word_and_by_meaning() -> None:
    library = Library()
    amazon = await library.ingest(await library.found(), "The Amazon is a river.", title="Amazon")
    view = await library.document(amazon.document_id)
    assert (view.title, view.content_version, view.passages, view.embedded) == ("Amazon", 1, 1, 1)
    assert view.searchable.by_word
    assert view.searchable.by_meaning


async def test_the_same_url_with_another_text_is_a_new_version() -> None:
    library = Library()
    rivers = await library.found()
    first = await library.ingest(rivers, "The Amazon is a river.", source_url=URL)
    second = await library.ingest(rivers, "The Amazon is a long river.", source_url=URL)
    assert second.document_id == first.document_id
    assert (first.version, second.version, second.changed) == (1, 2, True)
    assert [hit.text for hit in await library.search("Amazon")] == ["The Amazon is a long river."]


async def test_the_same_url_with_the_same_text_is_nothing_new() -> None:
    library = Library()
    rivers = await library.found()
    await library.ingest(rivers, "The Amazon is a river.", source_url=URL)
    events = len(library.record.log)
    again = await library.ingest(rivers, "The Amazon is a river.", source_url=URL)
    assert (again.version, again.changed) == (1, False)
    assert len(library.record.log) == events


async def test_the_same_text_takes_another_title_and_is_found_by_it() -> None:
    library = Library()
    rivers = await library.found()
    text = "It is long."
    first = await library.ingest(rivers, text, title="Amazonas")
    again = await library.ingest(rivers, text, title="Nile", document_id=first.document_id)
    assert (again.version, again.changed) == (1, False)
    await library.ingest(rivers, text, document_id=first.document_id)
    view = await library.document(first.document_id)
    assert (view.title, view.content_version, view.searchable.by_meaning) == ("Nile", 1, True)
    for word, found in (("Nile", 1), ("Amazonas", 0)):
        hits = await library.words.search(word, language="en", collections=[rivers], limit=9)
        assert len(hits) == found


async def test_a_page_that_calls_itself_something_else_is_called_so() -> None:
    library = Library()
    rivers = await library.found()
    for title in ("Rios", "Grandes rios"):
        page = f"<title>{title}</title><p>O Amazonas é um rio."
        rio = await library.ingest(rivers, page, media_type="text/html", source_url=URL)
    view = await library.document(rio.document_id)
    assert (view.title, view.content_version) == ("Grandes rios", 1)


async def test_a_document_named_by_its_id_gets_a_new_version() -> None:
    library = Library()
    rivers = await library.found()
    first = await library.ingest(rivers, "The Amazon is a river.")
    second = await library.ingest(rivers, "It is long.", document_id=first.document_id)
    assert (second.document_id, second.version) == (first.document_id, 2)


async def test_a_document_of_another_collection_is_not_there() -> None:
    library = Library()
    hidden = await library.found("Hidden", STRANGER)
    foreign = await library.ingest(hidden, "A secret.", STRANGER)
    with pytest.raises(NotFound):
        await library.ingest(await library.found(), "Mine now.", document_id=foreign.document_id)


async def test_html_is_read_as_text_with_its_title() -> None:
    library = Library()
    page = "<html lang=pt><title>Rios</title><body><p>O Amazonas é um rio.</p></body></html>"
    rio = await library.ingest(await library.found(), page, media_type="text/html")
    view = await library.document(rio.document_id)
    assert (view.title, view.language) == ("Rios", "pt")


@pytest.mark.parametrize(
    "url", ["http://[::1]:80/", "https://a.example?q=@", "http://b\u00fccher.example"]
)
async def test_any_web_address_can_be_a_source(url: str) -> None:
    library = Library()
    ingested = await library.ingest(await library.found(), "Fine.", source_url=url)
    assert (await library.document(ingested.document_id)).source_url == url


async def test_a_media_type_is_kept_without_its_parameters() -> None:
    library = Library()
    stated = " Text/HTML; charset=utf-16"
    ingested = await library.ingest(await library.found(), "<p>Fine.", media_type=stated)
    assert (await library.document(ingested.document_id)).media_type == "text/html"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("content", {"content": " \n"}),
        ("content", {"content": "a\0b"}),
        ("content", {"content": "x" * (CONTENT_LIMIT + 1)}),
        ("media_type", {"media_type": "application/pdf"}),
        ("media_type", {"media_type": ""}),
        ("media_type", {"media_type": "text/plain; \0"}),
        ("media_type", {"media_type": "text/plain;" + "x" * 200}),
        ("title", {"title": "a\0b"}),
        ("title", {"title": "x" * 501}),
        ("source_url", {"source_url": ""}),
        ("source_url", {"source_url": "javascript:alert(1)"}),
        ("source_url", {"source_url": "http://"}),
        ("source_url", {"source_url": "http:///etc/passwd"}),
        ("source_url", {"source_url": "http://ana:secret@example.org/"}),
        ("source_url", {"source_url": "http://example.org/a b"}),
        ("source_url", {"source_url": "http://example.org/\x01"}),
        ("source_url", {"source_url": "http://[example.org/"}),
        ("source_url", {"source_url": f"http://example.org/{'x' * 2_000}"}),
        ("source_url", {"source_url": URL, "document_id": UUID(int=5)}),
    ],
)
async def test_bad_input_is_refused_by_field_and_leaves_nothing(
    field: str, wrong: dict[str, Any]
) -> None:
    library = Library()
    rivers = await library.found()
    events = len(library.record.log)
    with pytest.raises(Invalid) as refused:
        await library.ingest(rivers, **{"content": "Fine.", **wrong})
    assert refused.value.field == field
    assert len(library.record.log) == events
    assert not library.blobs.contents


async def test_a_reader_writes_nothing() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, STRANGER)
    with pytest.raises(Forbidden):
        await library.ingest(rivers, "Graffiti.", STRANGER)
    assert not library.blobs.contents


async def test_a_strangers_collection_is_not_there() -> None:
    library = Library()
    hidden = await library.found("Hidden", STRANGER)
    with pytest.raises(NotFound) as unreadable:
        await library.ingest(hidden, "Let me in.", EDITOR)
    missing = uuid4()
    with pytest.raises(NotFound) as absent:
        await library.ingest(missing, "Let me in.", EDITOR)
    assert str(unreadable.value).replace(str(hidden), str(missing)) == str(absent.value)


async def test_a_viewer_needs_the_permission_beside_the_role() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, VIEWER, Role.WRITER)
    with pytest.raises(Forbidden):
        await library.bus.send(IngestDocument(collection_id=rivers, content="Text."), VIEWER)


async def test_one_key_remembers_once() -> None:
    library = Library()
    command = IngestDocument(collection_id=await library.found(), content="The Amazon.")
    first = await library.bus.send(command, EDITOR, key="k")
    assert await library.bus.send(command, EDITOR, key="k") == first
    await library.settle()
    assert len(await library.search("Amazon")) == 1
