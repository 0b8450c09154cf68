"""Which contents are remembered."""

from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.blobs.recent import RecentContents


def test_the_content_unused_for_longest_makes_room() -> None:
    recent = RecentContents(80)
    for name in "abcdefgh":
        recent.keep({name: b"x" * 10})
    recent.get("a")
    recent.keep({"i": b"x" * 10})
    assert recent.get("a") is not None
    assert recent.get("b") is None


def test_a_content_above_an_eighth_is_not_kept() -> None:
    recent = RecentContents(80)
    recent.keep({"a": b"x" * 11})
    assert recent.get("a") is None


@given(st.lists(st.tuples(st.sampled_from("abcdefghijkl"), st.integers(0, 12), st.booleans())))
def test_never_more_bytes_than_allowed_are_held(steps: list[tuple[str, int, bool]]) -> None:
    recent = RecentContents(80)
    for name, size, dropped in steps:
        if dropped:
            recent.drop(name)
        else:
            recent.keep({name: b"x" * size})
    held = [content for name in "abcdefghijkl" if (content := recent.get(name)) is not None]
    assert sum(map(len, held)) <= 80
    assert recent._bytes == sum(map(len, held))
