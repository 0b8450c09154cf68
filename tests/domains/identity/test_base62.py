"""Numbers in base 62."""

from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.identity import base62


@given(st.integers(min_value=0, max_value=2**256 - 1))
def test_a_number_comes_back(number: int) -> None:
    text = base62.encode(number, 43)

    assert len(text) == 43
    assert base62.decode(text) == number


def test_other_characters_are_no_digits() -> None:
    assert base62.decode("12-4") is None
    assert base62.decode("é") is None
