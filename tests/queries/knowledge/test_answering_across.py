"""Questions that only texts in another language answer."""

from array import array
from collections.abc import Sequence

import pytest
from tests.library import Library

from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.memory.models import MemoryEmbedder


class BilingualEmbedder(MemoryEmbedder):
    """Puts what says `Donau` beside what asks for the Danube, as a model of both languages does."""

    @property
    def model(self) -> str:
        """The model whose cosines are known."""
        return "multilingual-e5-small"

    async def passages(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to be found."""
        return [_direction(0.9 if "Donau" in text else 0.78) for text in texts]

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed questions."""
        return [_direction(1.0 if "Danube" in text else 0.0) for text in texts]


def _direction(cosine: float) -> Vector:
    return array("f", [cosine, (1 - cosine**2) ** 0.5, *[0.0] * 382])


class Rivers:
    """Takes a text that says `the` for English, others for German."""

    def detect(self, text: str) -> str:
        """Give the language."""
        return "en" if "the" in text.split() else "de"


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("How long is the Danube?", "Die Donau misst 2850 km."),
        ("How long is the Rhine?", None),
    ],
)
async def test_meaning_alone_answers_in_another_language(
    question: str, answered: str | None
) -> None:
    library = Library(embedder=BilingualEmbedder(), languages=Rivers())
    rivers = await library.found()
    for text in ("Die Donau misst 2850 km.", "Der Main fließt hier.", "Am Ufer wächst Wein."):
        await library.ingest(rivers, text)
    assert (await library.answer(question)).answer == answered
