"""What every store of vectors promises."""

from collections.abc import AsyncIterator
from hashlib import sha256

import pytest
from tests.databases import fresh_database

from aurora.domains.knowledge.ports import Embeddings
from aurora.infrastructure.memory.knowledge import MemoryEmbeddings
from aurora.infrastructure.postgres.embeddings import PostgresEmbeddings

ONE, TWO, THREE = (sha256(word).hexdigest() for word in (b"one", b"two", b"three"))


@pytest.fixture
def memory() -> Embeddings:
    return MemoryEmbeddings()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Embeddings]:
    async with fresh_database(postgres_url) as engine:
        yield PostgresEmbeddings(engine)


@pytest.fixture(params=["memory", "postgres"])
def embeddings(request: pytest.FixtureRequest) -> Embeddings:
    chosen: Embeddings = request.getfixturevalue(request.param)
    return chosen


async def kept(embeddings: Embeddings, model: str, *hashes: str) -> dict[str, list[float]]:
    found = await embeddings.get(model, hashes)
    return {hash: list(vector) for hash, vector in found.items()}


async def test_vectors_come_back_by_hash_and_missing_ones_do_not(embeddings: Embeddings) -> None:
    await embeddings.put("m", {ONE: [0.5, -0.25], TWO: [1.0, 0.0]})
    assert await kept(embeddings, "m", TWO, THREE, ONE) == {ONE: [0.5, -0.25], TWO: [1.0, 0.0]}


async def test_which_are_there_can_be_told_without_them(embeddings: Embeddings) -> None:
    await embeddings.put("m", {ONE: [1.0], TWO: [0.5]})
    await embeddings.put("n", {THREE: [1.0]})
    assert await embeddings.known("m", {TWO, THREE}) == {TWO}
    assert await embeddings.known("m", set()) == set()


async def test_models_do_not_share_vectors(embeddings: Embeddings) -> None:
    await embeddings.put("m", {ONE: [1.0]})
    await embeddings.put("n", {ONE: [0.5]})
    assert await kept(embeddings, "n", ONE) == {ONE: [0.5]}
    assert await kept(embeddings, "o", ONE) == {}


async def test_the_first_vector_of_a_text_stays(embeddings: Embeddings) -> None:
    await embeddings.put("m", {ONE: [1.0]})
    await embeddings.put("m", {ONE: [0.5], TWO: [0.25]})
    assert await kept(embeddings, "m", ONE, TWO) == {ONE: [1.0], TWO: [0.25]}


async def test_numbers_keep_single_precision(embeddings: Embeddings) -> None:
    await embeddings.put("m", {ONE: [0.1]})
    assert await kept(embeddings, "m", ONE) == {ONE: [0.10000000149011612]}


async def test_nothing_is_asked_and_nothing_kept(embeddings: Embeddings) -> None:
    await embeddings.put("m", {})
    assert await kept(embeddings, "m") == {}
