"""Leaving out fenced code."""

from hypothesis import given
from hypothesis import strategies as st

from aurora.queries.knowledge.fences import prose

TEXT = """Before.
```sh
$ one
```
Between.
~~~
``` two
~~~
After.
"""
MARKDOWN = st.lists(st.sampled_from(["\n", "```", "~~~", "````", " ", "a", "`b`"])).map("".join)


def outside(text: str, start: int = 0, end: int | None = None) -> list[str]:
    ranges = prose(text, start, len(text) if end is None else end)
    return [text[left:right].strip() for left, right in ranges]


def test_code_is_left_out() -> None:
    assert outside(TEXT) == ["Before.", "Between.", "After."]


def test_a_range_that_begins_inside_of_code_begins_with_what_follows_it() -> None:
    assert outside(TEXT, TEXT.index("$ one")) == ["Between.", "After."]


def test_a_range_that_ends_inside_of_code_ends_before_it() -> None:
    assert outside(TEXT, 0, TEXT.index("two")) == ["Before.", "Between."]


def test_a_range_inside_of_code_is_empty() -> None:
    assert outside(TEXT, TEXT.index("$"), TEXT.index("one")) == []


def test_an_open_fence_reaches_to_the_end() -> None:
    assert outside("Before.\n```\nThe rest.") == ["Before."]


def test_inline_code_is_no_fence() -> None:
    assert outside("```x``` is code.") == ["```x``` is code."]


@given(MARKDOWN, st.integers(0, 30), st.integers(0, 30))
def test_ranges_are_ordered_within_what_was_asked_for(text: str, start: int, more: int) -> None:
    start = min(start, len(text))
    end = min(start + more, len(text))
    places = [place for found in prose(text, start, end) for place in found]
    assert places == sorted(places)
    assert all(start <= place <= end for place in places)
