"""What embedding models promise, in memory and for real."""

from collections.abc import Iterator
from math import sqrt
from pathlib import Path

import pytest
from tests.infrastructure.models.samples import BREAD, HARBOUR, HOSTILE, ORDINARY, SCHOOL, TOKENIZER

from aurora.domains.knowledge.ports import Embedder
from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.memory.models import MemoryEmbedder
from aurora.infrastructure.models.e5_embedder import E5Embedder


@pytest.fixture(scope="module", params=["memory", "e5"])
def embedder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Embedder]:
    if request.param == "memory":
        yield MemoryEmbedder()
        return
    model = E5Embedder(Path(tmp_path_factory.mktemp("models")), TOKENIZER)
    yield model
    model.close()


def cosine(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


async def test_each_text_has_a_vector_of_unit_length(embedder: Embedder) -> None:
    for vectors in (await embedder.passages(ORDINARY), await embedder.questions(ORDINARY)):
        assert [len(vector) for vector in vectors] == [384] * 3
        assert [sqrt(cosine(vector, vector)) for vector in vectors] == pytest.approx([1.0] * 3)


async def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert list(await embedder.passages([])) == []
    assert list(await embedder.questions([])) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_every_text_has_a_vector(embedder: Embedder, text: str) -> None:
    (passage,) = await embedder.passages([text])
    (question,) = await embedder.questions([text])
    assert cosine(passage, passage) == pytest.approx(1.0)
    assert cosine(question, question) == pytest.approx(1.0)


async def test_a_broken_character_does_no_harm(embedder: Embedder) -> None:
    (vector,) = await embedder.questions(["café \ud800"])
    assert cosine(vector, vector) == pytest.approx(1.0)


async def test_a_vector_does_not_depend_on_its_companions(embedder: Embedder) -> None:
    texts = [HARBOUR, "x", BREAD * 10, SCHOOL] * 5
    together = await embedder.passages(texts)
    for index in (0, 1, 2, 19):
        (alone,) = await embedder.passages([texts[index]])
        assert cosine(alone, together[index]) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Qual é o maior porto do Brasil?", HARBOUR),
        ("Why does sourdough bread rise so slowly?", BREAD),
        ("Que bolsas a universidade oferece aos alunos?", SCHOOL),
    ],
)
async def test_a_question_is_nearest_to_its_answer(
    embedder: Embedder, question: str, answer: str
) -> None:
    (asked,) = await embedder.questions([question])
    found = await embedder.passages(ORDINARY)
    nearest = max(range(3), key=lambda index: cosine(asked, found[index]))
    assert ORDINARY[nearest] == answer


async def test_the_model_has_a_lasting_name(embedder: Embedder) -> None:
    before = embedder.model
    await embedder.passages([BREAD])
    assert before == embedder.model != ""
