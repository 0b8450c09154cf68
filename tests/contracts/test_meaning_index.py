"""What meaning indexes promise, in memory and for real."""

from collections.abc import AsyncIterator, Sequence
from typing import cast
from uuid import UUID, uuid4

import numpy as np
import pytest

from aurora.domains.knowledge.types import PassageRef, Vector
from aurora.infrastructure.chroma.meaning import ChromaMeaningIndex
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex
from aurora.queries.knowledge.ports import MeaningIndexWriter

RIVERS, TOWNS, UNKNOWN = UUID(int=101), UUID(int=102), UUID(int=404)
EAST, NORTH, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def ref(document: int, start: int = 0) -> PassageRef:
    return PassageRef(UUID(int=document), 1, start, start + 10)


@pytest.fixture(params=["memory", "chroma"])
async def index(
    request: pytest.FixtureRequest, chroma_url: str
) -> AsyncIterator[MeaningIndexWriter]:
    if request.param == "memory":
        yield MemoryMeaningIndex()
        return
    index = ChromaMeaningIndex(chroma_url, f"test{uuid4().hex}")
    yield index
    await index.clear()
    await index.aclose()


async def found(
    index: MeaningIndexWriter, vector: Sequence[float], *collections: UUID, limit: int = 10
) -> list[int]:
    hits = await index.search(vector, collections=collections or (RIVERS, TOWNS), limit=limit)
    return [hit.passage.document_id.int for hit in hits]


async def test_unknown_collections_are_empty_ones(index: MeaningIndexWriter) -> None:
    assert await index.search(EAST, collections=[UNKNOWN], limit=5) == []
    assert await index.search(EAST, collections=[], limit=5) == []


async def test_the_nearest_comes_first_with_its_cosine(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): EAST, ref(2): (0.6, 0.8, 0.0), ref(3): UP})
    hits = await index.search(EAST, collections=[RIVERS], limit=5)
    assert [hit.passage for hit in hits] == [ref(1), ref(2), ref(3)]
    assert [hit.score for hit in hits] == pytest.approx([1.0, 0.6, 0.0], abs=1e-5)
    assert {hit.collection_id for hit in hits} == {RIVERS}


async def test_length_does_not_matter(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): (5.0, 0.0, 0.0), ref(2): (0.0, 0.1, 0.0)})
    [first, _] = await index.search((0.0, 9.0, 0.0), collections=[RIVERS], limit=2)
    assert first.passage == ref(2)
    assert first.score == pytest.approx(1.0, abs=1e-5)


async def test_collections_are_merged_by_score_and_cut(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): EAST, ref(3): NORTH})
    await index.add(TOWNS, {ref(2): (0.9, 0.1, 0.0), ref(4): UP})
    assert await found(index, EAST, limit=2) == [1, 2]
    assert await found(index, EAST, limit=0) == []


async def test_only_the_collections_asked_for_are_searched(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): EAST})
    await index.add(TOWNS, {ref(2): EAST})
    assert await found(index, EAST, TOWNS, UNKNOWN) == [2]


async def test_adding_again_replaces(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): EAST, ref(2): UP})
    await index.add(RIVERS, {ref(1): NORTH, ref(3): EAST})
    hits = await index.search(NORTH, collections=[RIVERS], limit=10)
    assert hits[0].passage == ref(1)
    assert hits[0].score == pytest.approx(1.0, abs=1e-5)
    assert len(hits) == 3


async def test_adding_nothing_changes_nothing(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {})
    assert await found(index, EAST) == []


async def test_float32_arrays_are_vectors(index: MeaningIndexWriter) -> None:
    rows = np.eye(3, dtype=np.float32)
    vectors = {ref(n): cast("Vector", row) for n, row in enumerate(rows, start=1)}
    await index.add(RIVERS, vectors)
    assert (await found(index, vectors[ref(2)]))[0] == 2


async def test_more_than_a_batch_is_added_and_forgotten(index: MeaningIndexWriter) -> None:
    vectors = {ref(n): (1.0, n / 1500, 0.0) for n in range(1, 1502)}
    await index.add(RIVERS, vectors)
    assert (await found(index, EAST, limit=1)) == [1]
    await index.forget(RIVERS, [ref(n) for n in range(1, 1501)])
    assert await found(index, EAST) == [1501]


async def test_forgotten_passages_are_not_found_and_can_come_back(
    index: MeaningIndexWriter,
) -> None:
    await index.add(RIVERS, {ref(1): EAST, ref(2): NORTH})
    await index.forget(RIVERS, [ref(1), ref(77)])
    await index.forget(RIVERS, [ref(1)])
    assert await found(index, EAST) == [2]
    await index.add(RIVERS, {ref(1): EAST})
    assert await found(index, EAST) == [1, 2]


async def test_forgetting_in_an_unknown_collection_is_no_error(index: MeaningIndexWriter) -> None:
    await index.forget(UNKNOWN, [ref(1)])
    await index.forget_collection(UNKNOWN)


async def test_a_forgotten_collection_is_empty_and_can_come_back(index: MeaningIndexWriter) -> None:
    await index.add(RIVERS, {ref(1): EAST})
    await index.add(TOWNS, {ref(2): NORTH})
    await index.forget_collection(RIVERS)
    assert await found(index, EAST) == [2]
    await index.add(RIVERS, {ref(3): EAST})
    assert await found(index, EAST) == [3, 2]


async def test_the_mark_is_given_back(index: MeaningIndexWriter) -> None:
    assert await index.generation() is None
    await index.mark("4")
    await index.mark("5")
    assert await index.generation() == "5"
    assert await index.generation() == "5"


async def test_clearing_removes_everything_and_the_mark(index: MeaningIndexWriter) -> None:
    await index.mark("4")
    await index.add(RIVERS, {ref(1): EAST})
    await index.clear()
    assert await found(index, EAST) == []
    assert await index.generation() is None
