"""Patterns take linear time, and what is none is refused."""

import pytest

from aurora.domains.errors import Invalid
from aurora.infrastructure.web.patterns import LENGTH_LIMIT, Re2Patterns


def test_the_first_pattern_that_is_found_is_named() -> None:
    matcher = Re2Patterns().matcher(["^/a", "b", "c$"])
    assert [matcher(text) for text in ("/a/b", "/xb", "/c", "/d")] == ["^/a", "b", "c$", None]


def test_a_pattern_that_explodes_elsewhere_ends_here() -> None:
    assert Re2Patterns().matcher(["(a*)*$b", "(a|aa)+$x"])("a" * 100_000) is None


@pytest.mark.parametrize(
    "pattern", ["(", "a**", r"(a)\1", "(?=a)", "[z-a]", "a{2000}", "x" * (LENGTH_LIMIT + 1)]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid, match="pattern"):
        Re2Patterns().matcher(["fine", pattern])
