"""What tellers of languages promise, in memory and for real."""

from pathlib import Path

import pytest
from tests.infrastructure.models.samples import BREAD, HARBOUR, HOSTILE, SCHOOL

from aurora.domains.knowledge.ports import Languages
from aurora.infrastructure.memory.models import MemoryLanguages
from aurora.infrastructure.models.languages import LangidLanguages


@pytest.fixture(scope="module", params=["memory", "langid"])
def languages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Languages:
    if request.param == "memory":
        return MemoryLanguages()
    return LangidLanguages(Path(tmp_path_factory.mktemp("models")))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (HARBOUR, "pt"),
        (SCHOOL, "pt"),
        ("Qual é a capital do estado?", "pt"),
        (BREAD, "en"),
        ("What is the capital of the state?", "en"),
        ("WHAT IS THE CAPITAL OF THE STATE?", "en"),
    ],
)
def test_portuguese_and_english_are_told_apart(languages: Languages, text: str, tag: str) -> None:
    assert languages.detect(text) == tag


@pytest.mark.parametrize("text", ["", " \n", "1 + 1 = 2", "😀😀", "---", "3.14 / 2,71"])
def test_a_text_without_letters_tells_nothing(languages: Languages, text: str) -> None:
    assert languages.detect(text) == "und"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_text_has_an_answer(languages: Languages, text: str) -> None:
    assert languages.detect(text).isalpha()


def test_a_broken_character_does_no_harm(languages: Languages) -> None:
    assert languages.detect(f"{SCHOOL} \ud800") == "pt"
