"""Patterns take linear time, and what could not is refused."""

import pytest

from aurora.domains.errors import Invalid
from aurora.infrastructure.web.patterns import LENGTH_LIMIT, Re2Patterns


def test_a_pattern_that_explodes_elsewhere_ends_here() -> None:
    assert Re2Patterns().matcher(["(a*)*$b", "(a|aa)+$x"])("a" * 100_000) is None


@pytest.mark.parametrize("pattern", [r"(a)\1", "(?=a)", "a{2000}", "x" * (LENGTH_LIMIT + 1)])
def test_what_would_need_more_than_linear_time_or_space_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid, match="pattern"):
        Re2Patterns().matcher([pattern])


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a", "missing )"),
        ("[z-a]", "invalid character class range"),
        ("(?P<ç", "invalid named capture group"),
        ("a**", "bad repetition operator"),
    ],
)
def test_a_bad_pattern_is_told_in_words(pattern: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        Re2Patterns().matcher([pattern])
    assert str(refused.value) == f"this is no pattern: {why}"
