"""How sure it is that a sentence answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.queries.knowledge.judging import ENOUGH, Signs, confidence

SHARE = st.floats(0, 1)
STRANGE = Signs(sentence=0.0, passage=0.0, cosine=0.86, cosines=(0.86, 0.78, 0.77))


@given(SHARE, SHARE, SHARE)
def test_words_say_nothing_across_languages(sentence: float, passage: float, near: float) -> None:
    bare = replace(STRANGE, cosine=near, across=True)
    assert confidence(replace(bare, sentence=sentence, passage=passage)) == confidence(bare)


@pytest.mark.parametrize(("across", "enough"), [(True, True), (False, False)])
def test_a_sentence_without_a_word_of_the_question_answers_in_another_language_alone(
    across: bool, enough: bool
) -> None:
    assert (confidence(replace(STRANGE, across=across)) >= ENOUGH) == enough


def test_one_that_is_as_near_as_all_others_does_not_answer() -> None:
    assert confidence(replace(STRANGE, across=True, cosines=(0.86, 0.86, 0.86))) < ENOUGH


@given(SHARE, SHARE)
def test_words_alone_speak_where_there_is_no_cosine(sentence: float, passage: float) -> None:
    without = Signs(sentence=sentence, passage=passage)
    assert confidence(without) == confidence(replace(without, across=True))
