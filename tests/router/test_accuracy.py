"""How well wishes are understood that nobody has shown to the router before."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.router.utterances import UTTERANCES

from aurora.infrastructure.models.e5_embedder import E5Embedder
from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer
from aurora.router.capabilities import SKILLS
from aurora.router.choice import Choice, choose
from aurora.router.examples import Examples
from aurora.router.steps import Steps
from aurora.router.wish import Wish


@pytest.fixture(scope="module")
async def understood(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[list[Choice]]:
    embedder = E5Embedder(Path(tmp_path_factory.mktemp("models")), E5Tokenizer())
    examples = Examples(embedder, SKILLS)
    wishes = [Wish(text=text, language="en") for text, _ in UTTERANCES]
    yield [await choose(wish, examples, SKILLS, Steps()) for wish in wishes]
    embedder.close()


def outcomes(choices: list[Choice]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for (_, meant), choice in zip(UTTERANCES, choices, strict=True):
        chosen = choice.skill.capability if choice.skill else None
        kind = "wish" if meant else "other"
        counted[f"{kind}/{'right' if chosen is meant else 'wrong' if chosen else 'refused'}"] += 1
    return counted


def test_nine_of_ten_wishes_are_understood(understood: list[Choice]) -> None:
    counted = outcomes(understood)
    wishes = sum(counted[f"wish/{kind}"] for kind in ("right", "wrong", "refused"))
    assert wishes == 96
    assert counted["wish/right"] >= 0.9 * wishes


def test_hardly_a_wish_is_taken_for_another(understood: list[Choice]) -> None:
    counted = outcomes(understood)
    assert counted["wish/wrong"] <= 3


def test_what_is_none_of_its_business_is_refused(understood: list[Choice]) -> None:
    counted = outcomes(understood)
    assert counted["other/right"] >= 0.9 * (counted["other/right"] + counted["other/wrong"])


def test_no_rule_is_wrong(understood: list[Choice]) -> None:
    for (text, meant), choice in zip(UTTERANCES, understood, strict=True):
        if choice.rule:
            assert choice.skill, text
            assert choice.skill.capability is meant, text


def test_a_refusal_has_all_candidates(understood: list[Choice]) -> None:
    for choice in understood:
        assert 0 <= choice.confidence <= 1
        if choice.skill is None:
            assert len(choice.candidates) == len(SKILLS)
