"""What keeps the views and indexes of knowledge up, under redelivery and erasure."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.commands.knowledge.revoke_access import RevokeAccess
from aurora.domains.event import Recorded
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex, MemoryWordIndex
from aurora.queries.knowledge.views import (
    AccessView,
    CollectionView,
    DocumentView,
    LikenessView,
    VersionView,
)
from aurora.queries.view import Slice

Replay = Callable[[list[Recorded]], Iterable[Recorded]]


async def lived() -> tuple[Library, UUID]:
    """Let something of everything happen."""
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, VIEWER)
    await library.let_in(rivers, STRANGER)
    await library.bus.send(RevokeAccess(collection_id=rivers, principal_id=VIEWER.id), EDITOR)
    nile = await library.ingest(rivers, "The Nile.")
    await library.ingest(rivers, "The Nile.\n\nThe White Nile.", document_id=nile.document_id)
    await library.ingest(
        rivers, "The Nile.\n\nThe White Nile.", document_id=nile.document_id, title="Nile"
    )
    gone = await library.ingest(rivers, "The Aral.")
    await library.bus.send(DeleteDocument(document_id=gone.document_id), EDITOR)
    first = await library.ingest(rivers, "The Danube.")
    copies = [await library.ingest(rivers, "The Danube.") for _ in range(2)]
    await library.ingest(rivers, "The Rhine.", document_id=first.document_id)
    await library.bus.send(DeleteDocument(document_id=copies[0].document_id), EDITOR)
    await library.settle()
    return library, rivers


async def replayed(library: Library, order: Replay) -> Library:
    fresh = Library(policies=(), blobs=library.blobs)
    fresh.embeddings.__dict__.update(library.embeddings.__dict__)
    fresh.record.log = list(order(library.record.log))
    await fresh.settle()
    return fresh


async def seen(library: Library, rivers: UUID) -> list[list[Any]]:
    kinds = (CollectionView, AccessView, DocumentView, VersionView, LikenessView)
    views = [await library.views(kind).list(Slice(limit=999)) for kind in kinds]
    words, meaning = library.words, library.meaning
    assert isinstance(words, MemoryWordIndex)
    assert isinstance(meaning, MemoryMeaningIndex)
    by_word = await words.search("the nile", language="en", collections=[rivers], limit=99)
    (vector,) = await library.embedder.questions(["the nile"])
    by_meaning = await meaning.search(vector, collections=[rivers], limit=99)
    return [list(chain.from_iterable(views)), list(by_word), list(by_meaning)]


def as_it_was(log: list[Recorded]) -> Iterable[Recorded]:
    return log


def each_twice(log: list[Recorded]) -> Iterable[Recorded]:
    return (recorded for recorded in log for _ in range(2))


def all_again(log: list[Recorded]) -> Iterable[Recorded]:
    return (*log, *log[-2:])


@pytest.mark.parametrize("order", [as_it_was, each_twice, all_again])
async def test_a_replay_gives_what_living_gave(order: Replay) -> None:
    library, rivers = await lived()
    again = await replayed(library, order)
    assert await seen(again, rivers) == await seen(library, rivers)


async def test_only_present_passages_are_in_the_indexes() -> None:
    library, rivers = await lived()
    _, words, meaning = await seen(library, rivers)
    assert len(words) == len(meaning) == 4


async def test_an_emptied_log_gives_nothing() -> None:
    library, _ = await lived()
    again = await replayed(library, lambda log: [replace(one, event=None) for one in log])
    assert await again.views(DocumentView).list(Slice()) == []
    assert await again.views(CollectionView).list(Slice()) == []


async def test_an_event_emptied_before_it_arrives_forgets_what_came_before() -> None:
    library, rivers = await lived()
    for recorded in [one for one in library.record.log if "deleted" not in one.type]:
        emptied = replace(recorded, event=None, version=99)
        library.record.log.append(emptied)
    await library.settle()
    for kind in (CollectionView, AccessView, DocumentView, VersionView, LikenessView):
        assert await library.views(kind).list(Slice()) == []
    words = library.words
    assert isinstance(words, MemoryWordIndex)
    assert await words.search("nile", language="en", collections=[rivers], limit=9) == []
