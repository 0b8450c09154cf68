"""Documents that say the same, or nearly so: how they are linked, and what searches show."""

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.domains.errors import NotFound
from aurora.domains.knowledge.likeness import ALIKE
from aurora.queries.knowledge.list_duplicates import Duplicate, ListDuplicates
from aurora.queries.knowledge.views import DocumentView, LikenessView
from aurora.queries.view import Slice

ALL = Slice(limit=999)


def text(about: str, size: int = 70) -> str:
    return " ".join(f"{about}{number}" for number in range(size))


NILE, AMAZON = text("nile"), text("amazon")
ALMOST = NILE.replace("nile66 ", "delta ")
HALF = NILE[: len(NILE) // 2] + AMAZON[len(AMAZON) // 2 :]


class Shelves(Library):
    """A library in which time passes between two texts."""

    async def add(self, collection: UUID, content: str, **more: Any) -> UUID:
        self.clock.advance(1)
        return (await self.ingest(collection, content, **more)).document_id

    async def remove(self, id: UUID) -> None:
        await self.bus.send(DeleteDocument(document_id=id), EDITOR)
        await self.settle()

    async def link(self, id: UUID) -> tuple[UUID | None, float | None]:
        view = await self.document(id)
        return view.duplicate_of, view.similarity

    async def like(self, id: UUID, limit: int = 50) -> Sequence[Duplicate]:
        return await self.bus.ask(ListDuplicates(document_id=id, limit=limit), EDITOR)


async def test_the_same_text_is_linked_to_the_document_that_came_first() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second, third = [await library.add(rivers, "A short one.") for _ in range(3)]
    assert await library.link(first) == (None, None)
    assert await library.link(second) == await library.link(third) == (first, 1.0)


async def test_nearly_the_same_text_is_linked_and_half_of_it_is_not() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second, third = [await library.add(rivers, one) for one in (NILE, ALMOST, HALF)]
    linked, similarity = await library.link(second)
    assert linked == first
    assert ALIKE <= (similarity or 0) < 1
    assert await library.link(third) == (None, None)


async def test_what_is_like_a_document_is_listed_most_alike_first() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second, third = [await library.add(rivers, one) for one in (NILE, ALMOST, NILE)]
    assert [one.document_id for one in await library.like(first)] == [third, second]
    assert (await library.like(first))[0].similarity == 1.0
    assert [one.document_id for one in await library.like(third)] == [first, second]


async def test_as_many_are_listed_as_somebody_wants() -> None:
    library = Shelves()
    rivers = await library.found()
    first, *others = [await library.add(rivers, "A short one.") for _ in range(53)]
    listed = await library.like(first, limit=200)
    assert [one.document_id for one in listed] == others
    assert len(await library.like(first, limit=2)) == 2


async def test_other_collections_are_never_looked_into() -> None:
    library = Shelves()
    here, there = await library.found("Here"), await library.found("There")
    await library.add(here, NILE)
    other = await library.add(there, NILE)
    assert await library.link(other) == (None, None)
    assert await library.like(other) == []
    with pytest.raises(NotFound):
        await library.bus.ask(ListDuplicates(document_id=other), STRANGER)


async def test_when_the_first_goes_the_next_one_takes_its_place() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second, third = [await library.add(rivers, NILE) for _ in range(3)]
    await library.remove(first)
    assert await library.link(second) == (None, None)
    assert await library.link(third) == (second, 1.0)


async def test_a_new_version_leaves_those_it_was_like_and_keeps_its_age() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second = [await library.add(rivers, NILE) for _ in range(2)]
    await library.add(rivers, AMAZON, document_id=first)
    assert await library.link(second) == (None, None)
    await library.add(rivers, ALMOST, document_id=first)
    assert (await library.link(second))[0] == first


async def test_one_that_comes_back_after_it_was_deleted_is_the_youngest() -> None:
    library = Shelves()
    rivers = await library.found()
    first, second = [await library.add(rivers, NILE) for _ in range(2)]
    await library.remove(first)
    await library.add(rivers, NILE, document_id=first)
    assert (await library.link(second), await library.link(first)) == ((None, None), (second, 1.0))


STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([NILE, ALMOST, AMAZON, HALF, None])), max_size=8
)


@given(STEPS)
@settings(max_examples=15, deadline=None)
async def test_links_depend_on_what_is_there_alone(steps: list[tuple[int, str | None]]) -> None:
    library = Shelves()
    rivers = await library.found()
    ids: dict[int, UUID] = {}
    present: set[int] = set()
    for number, said in steps:
        if said is not None:
            ids[number] = await library.add(rivers, said, document_id=ids.get(number))
            present.add(number)
        elif number in present:
            await library.remove(ids[number])
            present.remove(number)
    views = await library.views(DocumentView).list(ALL)
    marks = await library.views(LikenessView).list(ALL)
    assert {mark.document_id for mark in marks} == {view.id for view in views}
    assert {view.id: view.duplicate_of for view in views} == {
        one.document_id: _first_like(one, marks) for one in marks
    }


def _first_like(one: LikenessView, marks: Sequence[LikenessView]) -> UUID | None:
    """Compare all with all, the first ones first."""
    for other in marks:
        near = other.similarity(one) >= ALIKE and {*other.buckets} & {*one.buckets}
        if other.id < one.id and near:
            return other.document_id
    return None


async def test_a_search_shows_the_same_text_once_as_the_first_document_says_it() -> None:
    library = Shelves()
    rivers = await library.found()
    first = await library.add(rivers, "The Nile is a river.")
    others = [await library.add(rivers, "The Nile is a river.") for _ in range(3)]
    (hit,) = await library.search("nile river")
    assert hit.document_id == first
    assert sorted(hit.duplicates) == sorted(others)


async def test_a_search_shows_once_what_only_has_its_accents_written_in_another_way() -> None:
    library = Shelves()
    rivers = await library.found()
    words = f"{text('irmã')}\n\nO cão da irmã ladra."
    first, second = [await library.add(rivers, normalize(form, words)) for form in ("NFC", "NFD")]
    assert await library.link(second) == (first, 0.99)
    best, *_ = await library.search("cão ladra")
    assert (best.document_id, best.duplicates) == (first, (second,))


async def test_what_only_the_duplicate_says_is_shown() -> None:
    library = Shelves()
    rivers = await library.found()
    price = "The ticket for the boat costs {} euros."
    pages = [f"{NILE}\n\n{price.format(cost)}\n\nThe boat leaves at noon." for cost in (7, 9)]
    first, second = [await library.add(rivers, one) for one in pages]
    assert (await library.link(second))[0] == first
    hits = await library.search("boat ticket noon")
    shown = {(hit.text, hit.document_id, tuple(hit.duplicates)) for hit in hits}
    assert (price.format(7), first, ()) in shown
    assert (price.format(9), second, ()) in shown
    assert ("The boat leaves at noon.", first, (second,)) in shown


async def test_the_first_document_is_shown_where_a_copy_ranks_better() -> None:
    library = Shelves()
    rivers = await library.found()
    first = await library.add(rivers, "The lock of the canal is closed.")
    await library.add(rivers, "The lock of the canal is closed.", title="Lock lock canal")
    (hit,) = await library.search("lock canal")
    assert hit.document_id == first


async def test_copies_do_not_crowd_out_what_else_there_is() -> None:
    library = Shelves()
    rivers = await library.found()
    for _ in range(60):
        await library.add(rivers, "The weir of the mill is broken, the weir.")
    other = await library.add(rivers, "There was a weir once, where now the road to town begins.")
    found = await library.search("weir", limit=2)
    assert [hit.document_id for hit in found][1:] == [other]


async def test_an_answer_cites_the_first_of_the_same_texts() -> None:
    library = Shelves()
    rivers = await library.found()
    first = await library.add(rivers, "The bridge of Arcos is 90 metres long.")
    await library.add(rivers, "The bridge of Arcos is 90 metres long.")
    answer = await library.answer("How long is the bridge of Arcos?")
    assert [one.document_id for one in answer.citations] == [first]


async def test_views_from_before_there_were_links_are_read() -> None:
    """Until a projection of a new version has caught up, those of the old one are read."""
    library = Shelves()
    made = await library.add(await library.found(), NILE)
    known = msgspec.to_builtins(await library.views(DocumentView).get(made))
    added = {"first_ingested_at", "first_position", "duplicate_of", "similarity"}
    added |= {"elements_sha256", "transcript_sha256"}
    old = {name: value for name, value in known.items() if name not in added}
    await library.views(DocumentView).put(msgspec.convert(old, DocumentView))
    assert await library.link(made) == (None, None)
    assert [hit.document_id for hit in await library.search("nile1")] == [made]
    assert await library.like(made) == []
