"""What befalls a Chroma server: lost collections, lost directories, silence."""

from asyncio import gather
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import rmtree
from uuid import UUID, uuid4

import pytest

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.chroma.meaning import ChromaMeaningIndex
from aurora.infrastructure.embedded.chroma import EmbeddedChroma

RIVERS = UUID(int=101)
ONE, TWO = (PassageRef(UUID(int=number), 1, 0, 9) for number in (1, 2))
EAST, NORTH = (1.0, 0.0), (0.0, 1.0)


async def found(index: ChromaMeaningIndex) -> list[PassageRef]:
    hits = await index.search(EAST, collections=[RIVERS], limit=10)
    return [hit.passage for hit in hits]


@pytest.fixture
async def pair(chroma_url: str) -> AsyncIterator[tuple[ChromaMeaningIndex, ChromaMeaningIndex]]:
    namespace = f"test{uuid4().hex}"
    one, two = (ChromaMeaningIndex(chroma_url, namespace) for _ in range(2))
    yield one, two
    await one.clear()
    await one.aclose()
    await two.aclose()


async def test_a_collection_that_another_process_made_anew_is_found(
    pair: tuple[ChromaMeaningIndex, ChromaMeaningIndex],
) -> None:
    here, there = pair
    await here.add(RIVERS, {ONE: EAST})
    assert await found(here) == [ONE]
    await there.forget_collection(RIVERS)
    assert await found(here) == []
    await there.add(RIVERS, {TWO: EAST})
    assert await found(here) == [TWO]


async def test_a_collection_that_vanished_is_made_again_by_adding(
    pair: tuple[ChromaMeaningIndex, ChromaMeaningIndex],
) -> None:
    here, there = pair
    await here.add(RIVERS, {ONE: EAST})
    await here.mark("1")
    await there.clear()
    await here.forget(RIVERS, [ONE])
    await here.add(RIVERS, {TWO: EAST})
    await here.mark("2")
    assert await found(there) == [TWO]
    assert await there.generation() == "2"


async def test_processes_may_make_one_collection_at_once(
    pair: tuple[ChromaMeaningIndex, ChromaMeaningIndex],
) -> None:
    here, there = pair
    await gather(here.add(RIVERS, {ONE: EAST}), there.add(RIVERS, {TWO: NORTH}))
    assert await found(here) == await found(there) == [ONE, TWO]


async def test_namespaces_do_not_meet(chroma_url: str) -> None:
    one, two = (ChromaMeaningIndex(chroma_url, f"test{uuid4().hex}") for _ in range(2))
    await one.add(RIVERS, {ONE: EAST})
    await one.mark("1")
    await two.clear()
    assert await found(one) == [ONE]
    assert (await one.generation(), await two.generation()) == ("1", None)
    for index in (one, two):
        await index.clear()
        await index.aclose()


async def test_a_vector_of_another_length_is_refused_with_the_reason(
    pair: tuple[ChromaMeaningIndex, ChromaMeaningIndex],
) -> None:
    await pair[0].add(RIVERS, {ONE: EAST})
    with pytest.raises(Unavailable, match="dimension of 2, got 3"):
        await pair[0].add(RIVERS, {TWO: (1.0, 0.0, 0.0)})


async def test_silence_is_unavailable_and_names_no_address() -> None:
    index = ChromaMeaningIndex("http://someone:secret@127.0.0.1:9")
    for question in (found(index), index.generation(), index.clear(), index.mark("1")):
        with pytest.raises(Unavailable) as refused:
            await question
        assert str(refused.value) == "the meaning index does not answer"
        assert refused.value.retry_after == 2
    await index.aclose()


async def test_a_lost_data_directory_is_noticed_and_a_restart_begins_empty(
    tmp_path: Path,
) -> None:
    server = EmbeddedChroma(tmp_path)
    index = ChromaMeaningIndex(await server.start())
    try:
        await index.add(RIVERS, {ONE: EAST})
        await index.mark("1")
        assert await index.generation() == "1"
        rmtree(tmp_path / "chroma")
        with pytest.raises(Unavailable, match="refuses"):
            await index.generation()
        await server.stop()
        await server.start()
        assert await index.generation() is None
        assert await found(index) == []
        await index.add(RIVERS, {TWO: EAST})
        assert await found(index) == [TWO]
    finally:
        await index.aclose()
        await server.stop()
