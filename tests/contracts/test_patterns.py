"""What readers of patterns promise, in memory and for real."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.perception.patterns import Patterns
from aurora.infrastructure.memory.web import MemoryPatterns
from aurora.infrastructure.web.patterns import Re2Patterns


@pytest.fixture(params=[MemoryPatterns, Re2Patterns])
def patterns(request: pytest.FixtureRequest) -> Patterns:
    found: Patterns = request.param()
    return found


def test_the_first_pattern_that_is_found_is_named(patterns: Patterns) -> None:
    matcher = patterns.matcher(["^/a", "b", "c$"])
    assert [matcher(text) for text in ("/a/b", "/xb", "/c", "/d")] == ["^/a", "b", "c$", None]


def test_without_patterns_nothing_is_found(patterns: Patterns) -> None:
    assert patterns.matcher([])("/a") is None


@pytest.mark.parametrize("pattern", ["(", "a**", "[z-a]"])
def test_what_is_no_pattern_is_refused(patterns: Patterns, pattern: str) -> None:
    with pytest.raises(Invalid, match="pattern"):
        patterns.matcher(["fine", pattern])
