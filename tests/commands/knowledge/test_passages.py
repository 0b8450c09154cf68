"""Passages and their languages."""

import pytest

from aurora.commands.knowledge.passages import passages
from aurora.infrastructure.memory.models import MemoryLanguages, MemorySplitter

ENGLISH = (
    "The bridge is to be built with stone, and it is the will of the people that the town is to "
    "pay for it."
)
PORTUGUESE = (
    "A ponte foi aprovada pelo conselho, que se reuniu na praça com os moradores da cidade, e não "
    "é para os carros."
)
NUMBERS = "1 2 3 4 5 6 7 8 9 " * 8
SHORT = "A ponte não é para os carros."


def languages(text: str, language: str) -> list[str | None]:
    return [one.language for one in passages(text, language, MemorySplitter(), MemoryLanguages())]


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ((ENGLISH, PORTUGUESE), "en", [None, "pt"]),
        ((ENGLISH, PORTUGUESE), "pt-BR", ["en", None]),
        ((ENGLISH, NUMBERS, PORTUGUESE), "en", [None, None, "pt"]),
        ((NUMBERS, ENGLISH), "und", [None, "en"]),
    ],
)
def test_a_passage_in_another_language_than_its_text_carries_it(
    texts: tuple[str, ...], language: str, expected: list[str | None]
) -> None:
    assert languages("\n\n".join(texts), language) == expected


def test_a_few_words_do_not_tell() -> None:
    assert languages(f"{ENGLISH}\n\n{SHORT}", "en") == [None, None]


def test_nothing_is_believed_of_a_text_in_a_language_that_is_not_known() -> None:
    assert languages(f"{ENGLISH}\n\n{PORTUGUESE}", "sv") == [None, None]


def test_a_text_of_one_passage_is_in_its_own_language() -> None:
    assert languages(PORTUGUESE, "en") == [None]


def test_a_text_without_passages_has_none() -> None:
    assert languages(" ", "en") == []
