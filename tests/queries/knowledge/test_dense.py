"""Words that have no spaces between them."""

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.queries.knowledge.dense import RUN, neighbours, spaced


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("the end", "the end"),
        ("停车场", " 停车 车场 "),
        ("iPhone手机3台。", "iPhone 手机 3 台 。"),
        ("ジョン・スミス", " ジョ ョン ・ スミ ミス "),
        ("ที่จอด", " ที่จ จอ อด "),
        ("ရေ။မီး", " ရေ ။ မီး "),
        ("ភាសាខ្មែរ។", " ភាសា សាខ្ ខ្មែ មែរ ។"),
        ("ქართული ენა", "ქართული ენა"),
        ("हिन्दी में", "हिन्दी में"),
    ],
)
def test_neighbours_stand_between_spaces_where_there_are_none(text: str, apart: str) -> None:
    assert spaced(text, 2) == apart


@pytest.mark.parametrize("word", ["휴가를", "がぎぐ"])
def test_what_belongs_to_a_character_stays_with_it(word: str) -> None:
    assert normalize("NFC", spaced(normalize("NFD", word), 2)) == spaced(word, 2)


@given(st.from_regex(RUN, fullmatch=True), st.integers(1, 3))
def test_neighbours_leave_nothing_of_a_run_out(run: str, count: int) -> None:
    places = list(neighbours(run, count))
    assert (places[0][0], places[-1][1]) == (0, len(run))
    assert all(start < end for start, end in places)
    assert all(after <= end for (_, end), (after, _) in pairwise(places))
