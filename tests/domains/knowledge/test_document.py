"""The rules of a document."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from aurora.domains.knowledge.document import AlreadyDeleted, Content, Document, document_id
from aurora.domains.knowledge.events import (
    DocumentDeleted,
    DocumentIngested,
    DocumentReread,
    PassagesEmbedded,
)
from aurora.domains.knowledge.types import Span

COLLECTION = UUID(int=1)


def content(text: str, *passages: tuple[int, int]) -> Content:
    spans = passages or ((0, len(text)),)
    return Content(
        title="A title",
        language="en",
        media_type="text/plain",
        text_sha256=Span.of(text, 0, len(text)).sha256,
        characters=len(text),
        passages=tuple(Span.of(text, start, end) for start, end in spans),
    )


def document(text: str, *passages: tuple[int, int]) -> Document:
    made = Document(id=UUID(int=2), collection_id=COLLECTION)
    made.ingest(content(text, *passages))
    return made


def test_an_unchanged_text_is_no_news() -> None:
    made = document("Water is wet.")
    assert not made.ingest(content("Water is wet."))
    assert made.content_version == 1
    assert len(made.pending) == 1


def test_what_is_found_out_of_the_same_text_is_kept_without_a_new_version() -> None:
    made = document("Water is wet.")
    better = replace(content("Water is wet."), elements_sha256="e1", transcript_sha256="t1")
    assert not made.ingest(better)
    assert not made.ingest(content("Water is wet."))
    _, reread = made.pending
    assert isinstance(reread, DocumentReread)
    assert (reread.content_version, reread.elements_sha256) == (1, "e1")
    assert made.content == better


def test_another_title_of_the_same_text_is_told_with_all_it_is_found_by() -> None:
    made = document("Water is wet.")
    again = replace(content("Water is wet."), title="Water", media_type="text/markdown")
    assert not made.ingest(again)
    event = made.pending[-1]
    assert isinstance(event, DocumentReread)
    assert (event.content_version, event.title, event.media_type) == (1, "Water", "text/markdown")
    assert (event.text_sha256, event.passages) == (again.text_sha256, again.passages)
    assert made.content == again


def test_a_title_that_was_made_up_takes_the_place_of_none() -> None:
    made = document("Water is wet.")
    made_up = replace(content("Water is wet."), title="Water is wet.", media_type="text/markdown")
    assert not made.ingest(made_up, titled=False)
    event = made.pending[-1]
    assert isinstance(event, DocumentReread)
    assert (event.title, event.media_type) == ("A title", "text/markdown")
    assert (event.text_sha256, event.passages) == ("", ())


def test_languages_go_with_the_passages_that_they_are_told_of() -> None:
    made = document("One. Dois.", (0, 4), (5, 10))
    again = content("One. Dois.", (0, 4), (5, 10))
    first, second = again.passages
    parted = replace(again, passages=(first, replace(second, language="pt")))
    assert not made.ingest(parted)
    event = made.pending[-1]
    assert isinstance(event, DocumentReread)
    assert (event.language, event.passages) == ("en", parted.passages)
    otherwise = replace(content("One. Dois.", (0, 10)), language="pt")
    assert not made.ingest(otherwise)
    assert (made.content, len(made.pending)) == (parted, 2)


@pytest.mark.parametrize("title", ["A title", "", None])
def test_no_title_and_the_same_one_change_nothing(title: str | None) -> None:
    made = document("Water is wet.")
    made.entitle(title)
    assert len(made.pending) == 1


def test_a_changed_text_is_a_new_version_that_drops_the_passages_before() -> None:
    made = document("Water is wet.")
    assert made.ingest(content("Ice is cold."))
    event = made.pending[-1]
    assert isinstance(event, DocumentIngested)
    assert (event.content_version, event.dropped) == (2, content("Water is wet.").passages)


def test_an_embedded_passage_waits_no_longer() -> None:
    made = document("One. Two.", (0, 4), (5, 9))
    first, second = made.to_embed(1)
    made.embed(1, "model", {first.sha256})
    event = made.pending[-1]
    assert isinstance(event, PassagesEmbedded)
    assert (event.passages, event.remaining) == ((first,), 1)
    assert made.to_embed(1) == (second,)


def test_passages_of_one_wording_are_embedded_together() -> None:
    made = document("One. One.", (0, 4), (5, 9))
    made.embed(1, "model", {made.to_embed(1)[0].sha256})
    event = made.pending[-1]
    assert isinstance(event, PassagesEmbedded)
    assert (len(event.passages), event.remaining) == (2, 0)


def test_vectors_for_a_replaced_version_change_nothing() -> None:
    made = document("Water is wet.")
    hashes = {span.sha256 for span in made.to_embed(1)}
    made.ingest(content("Ice is cold."))
    news = len(made.pending)
    made.embed(1, "model", hashes)
    assert len(made.pending) == news
    assert made.to_embed(1) == ()


def test_deleting_twice_is_a_conflict() -> None:
    made = document("Water is wet.")
    made.delete()
    assert isinstance(made.pending[-1], DocumentDeleted)
    with pytest.raises(AlreadyDeleted):
        made.delete()


def test_a_deleted_document_comes_back_with_its_text() -> None:
    made = document("Water is wet.")
    made.delete()
    assert made.ingest(content("Water is wet."))
    event = made.pending[-1]
    assert isinstance(event, DocumentIngested)
    assert (event.content_version, event.dropped) == (2, ())


def test_a_url_is_one_document_per_collection() -> None:
    url = "https://example.org/"
    assert document_id(COLLECTION, url) == document_id(COLLECTION, url)
    assert document_id(COLLECTION, url) != document_id(UUID(int=9), url)
