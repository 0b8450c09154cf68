"""What is counted while a crawl is followed."""

from datetime import UTC, datetime
from uuid import UUID

from aurora.cli.following import Passages
from aurora.queries.knowledge.views import DocumentView, Searchable


def document(passages: int, embedded: int, *, by_word: bool) -> DocumentView:
    return DocumentView(
        id=UUID(int=passages),
        version=1,
        collection_id=UUID(int=1),
        title="Lamp",
        language="en",
        media_type="text/html",
        source_url=None,
        content_version=1,
        text_sha256="",
        characters=10,
        passages=passages,
        embedded=embedded,
        searchable=Searchable(by_word=by_word, by_meaning=embedded == passages),
        ingested_at=datetime(2026, 11, 1, tzinfo=UTC),
        position="1.1",
        first_ingested_at=datetime(2026, 11, 1, tzinfo=UTC),
        first_position="1.1",
    )


def test_passages_are_counted_by_what_finds_them() -> None:
    counted = Passages()
    for one in (document(5, 5, by_word=True), document(7, 2, by_word=True)):
        counted = counted.with_document(one)
    counted = counted.with_document(document(3, 0, by_word=False))
    assert counted == Passages(documents=3, total=15, by_word=12, by_meaning=7)
