"""Words are found among many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.extraction.content.characters import Characters, vocabulary

WORDS = ("the", "of", "é", "você", "a", "zzzzzzz")
TEXTS = st.lists(st.text("aeé oftheZv.,", max_size=30), min_size=1, max_size=5)


@given(texts=TEXTS)
def test_only_words_of_the_vocabulary_are_told_from_others(texts: list[str]) -> None:
    found = Characters(texts).words_of(vocabulary(WORDS))
    expected = [
        sum(word in WORDS for word in text.replace(".", " ").replace(",", " ").lower().split())
        for text in texts
    ]
    assert found.tolist() == expected


def test_a_large_vocabulary_has_room() -> None:
    words = [
        f"{first}{second}{third}" for first in "abcdefg" for second in "xyz" for third in "klm"
    ]
    found = Characters([" ".join(words), "abc xyz ax"]).words_of(vocabulary(words))
    assert found.tolist() == [len(words), 0]


def test_long_words_are_known_by_how_they_end() -> None:
    found = Characters(
        ["subscribe Responder", "bscribe sponder", "漢字漢字漢字漢字 ٣٤٣٤٣٤٣٤", "unsubscribe"]
    )
    assert found.words_of(vocabulary(["subscribe", "responder"])).tolist() == [2, 0, 0, 1]


@given(texts=TEXTS)
def test_what_is_wanted_is_held_by_the_texts_that_it_stands_in(texts: list[str]) -> None:
    held = Characters(texts).holding(("the", "fo", "tt"))
    assert held.tolist() == [
        any(one in text.lower() for one in ("the", "fo", "tt")) for text in texts
    ]


@pytest.mark.parametrize("wanted", [(), ("x",)])
def test_what_stands_nowhere_is_held_by_none(wanted: tuple[str, ...]) -> None:
    assert not Characters(["a", ""]).holding(wanted).any()
