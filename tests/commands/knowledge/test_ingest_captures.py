"""Remembering what perception captured."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.ingest_captures import Capture, IngestCaptures
from aurora.commands.knowledge.policies import on_page_captured
from aurora.domains.blocks import Heading, Paragraph, Run
from aurora.domains.elements import ElementKind
from aurora.domains.event import Position, Recorded, tag_of
from aurora.domains.knowledge.types import Role
from aurora.domains.perception.events import PageCaptured
from aurora.domains.principal import SYSTEM
from aurora.domains.writing import write

URL = "https://example.org/amazon"


async def captured(
    library: Library, collection: UUID | None, owner: UUID, text: str, **more: Any
) -> None:
    sha256 = await library.blobs.put(text.encode())
    event = PageCaptured(
        page_id=uuid4(),
        crawl_id=uuid4(),
        collection_id=collection,
        owner_id=owner,
        requested_url=URL,
        url=URL,
        status=200,
        depth=0,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="text/html",
        headers={},
        raw_sha256=sha256,
        raw_bytes=len(text),
        text_sha256=sha256,
        title="Amazon",
        language="en",
        author=None,
        published=None,
        known=1,
        **more,
    )
    recorded = Recorded(
        at=Position(1, 1),
        id=uuid4(),
        type=tag_of(event),
        aggregate_id=event.page_id,
        version=1,
        occurred_at=event.fetched_at,
        event=event,
    )
    for command in on_page_captured(recorded):
        await library.bus.send(command, SYSTEM)
    await library.settle()


async def test_a_capture_is_found_in_its_collection() -> None:
    library = Library()
    rivers = await library.found()
    await captured(library, rivers, EDITOR.id, "The Amazon is a river.")
    (hit,) = await library.search("Amazon")
    assert (hit.collection_id, hit.source_url, hit.title) == (rivers, URL, "Amazon")


async def test_a_changed_page_is_a_new_version_and_an_unchanged_one_nothing() -> None:
    library = Library()
    rivers = await library.found()
    for text in ("The Amazon.", "The Amazon.", "The long Amazon."):
        await captured(library, rivers, EDITOR.id, text)
    (hit,) = await library.search("Amazon")
    assert (hit.version, hit.text) == (2, "The long Amazon.")


async def test_a_capture_and_a_hand_over_of_one_url_are_one_document() -> None:
    library = Library()
    rivers = await library.found()
    await captured(library, rivers, EDITOR.id, "The Amazon.")
    again = await library.ingest(rivers, "The long Amazon.", source_url=URL)
    assert again.version == 2


async def test_a_page_that_was_read_better_is_known_better_without_a_new_version() -> None:
    library = Library()
    rivers = await library.found()
    written = write(
        (Heading(level=1, runs=(Run("Rivers"),)), Paragraph(runs=(Run("The Amazon."),)))
    )
    await captured(library, rivers, EDITOR.id, written.text)
    (hit,) = await library.search("Amazon", limit=1)
    assert (hit.version, hit.kind) == (1, None)
    elements = await library.blobs.put(msgspec.json.encode(written.elements))
    await captured(library, rivers, EDITOR.id, written.text, elements_sha256=elements)
    (hit,) = await library.search("Amazon", limit=1)
    assert (hit.version, hit.kind) == (1, ElementKind.PARAGRAPH)


async def test_a_crawl_that_names_no_collection_only_captures() -> None:
    library = Library()
    await captured(library, None, EDITOR.id, "The Amazon.")
    assert not library.record.log


async def test_a_missing_collection_takes_nothing_in_quietly() -> None:
    library = Library()
    await captured(library, uuid4(), EDITOR.id, "The Amazon.")
    assert not library.record.log


async def test_the_owner_of_the_crawl_must_hold_the_role_of_a_writer() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, VIEWER, Role.READER)
    for owner in (STRANGER.id, VIEWER.id):
        await captured(library, rivers, owner, "The Amazon.")
    assert await library.search("Amazon") == []


async def test_of_captures_brought_together_each_goes_where_it_may() -> None:
    library = Library()
    rivers, towns = await library.found("rivers"), await library.found("towns")

    async def capture(page: str, text: str, collection: UUID, owner: UUID) -> Capture:
        return Capture(
            collection_id=collection,
            owner_id=owner,
            url=f"https://example.org/{page}",
            media_type="text/html",
            title=page,
            language="en",
            text_sha256=await library.blobs.put(text.encode()),
        )

    captures = (
        await capture("amazon", "The Amazon is a river.", rivers, EDITOR.id),
        await capture("nile", "The Nile is a river.", rivers, STRANGER.id),
        await capture("manaus", "Manaus is at a river.", towns, EDITOR.id),
        await capture("paris", "Paris is at a river.", uuid4(), EDITOR.id),
        await capture("amazon", "The Amazon is a long river.", rivers, EDITOR.id),
    )
    await library.bus.send(IngestCaptures(captures=captures), SYSTEM)
    await library.settle()
    found = {(hit.collection_id, hit.version, hit.text) for hit in await library.search("river")}
    assert found == {
        (rivers, 2, "The Amazon is a long river."),
        (towns, 1, "Manaus is at a river."),
    }


def test_nobody_hands_a_capture_in_by_name() -> None:
    assert IngestCaptures.permission == "operate"
