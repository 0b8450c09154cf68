"""The examples, and what is learned from them."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest
from tests.router.utterances import UTTERANCES

from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.memory.models import MemoryEmbedder
from aurora.router.capabilities import SKILLS, elsewhere
from aurora.router.examples import Examples

GROUPS = (*(skill.examples for skill in SKILLS), elsewhere.EXAMPLES)


class Counting(MemoryEmbedder):
    """Counts what is embedded."""

    def __init__(self) -> None:
        self.calls: list[int] = []

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed, and give others a turn."""
        self.calls.append(len(texts))
        await asyncio.sleep(0)
        return await super().questions(texts)


def lines(examples: Mapping[str, str], language: str) -> list[str]:
    return [line.strip() for line in examples[language].strip().splitlines()]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_capability_has_many_examples_in_each_language(language: str) -> None:
    for examples in GROUPS:
        assert len(set(lines(examples, language))) >= 15


def test_nothing_that_is_measured_with_is_an_example() -> None:
    shown = {line for group in GROUPS for la in group for line in lines(group, la)}
    assert not shown & {text for text, _ in UTTERANCES}


async def test_the_examples_are_embedded_once_and_only_when_needed() -> None:
    embedder = Counting()
    examples = Examples(embedder, SKILLS)
    assert embedder.calls == []
    await asyncio.gather(*(examples.compare("remember the milk") for _ in range(5)))
    assert sorted(embedder.calls)[:-1] == [1] * 5


async def test_an_example_stands_for_its_own_capability() -> None:
    examples = Examples(MemoryEmbedder(), SKILLS)
    compared = await examples.compare("incident reports database outage")
    assert compared.candidates[0].capability == "search"
    assert compared.nearest[0].example == "search/en/12"
    assert compared.nearest[0].score == pytest.approx(1.0)
    assert compared.nearest_text == "incident reports database outage"


async def test_scores_descend_and_confidence_lies_between_none_and_all() -> None:
    examples = Examples(MemoryEmbedder(), SKILLS)
    for text in ("", "xyzzy", "crawl the site", "hello", "a" * 9_000):
        compared = await examples.compare(text)
        scores = [candidate.score for candidate in compared.candidates]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= compared.confidence <= 1
