"""What two sequences have in common, place by place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from aurora.domains.alignment import WINDOW, aligned

FEW = st.lists(st.sampled_from("abc"), max_size=WINDOW)
MANY = 50_000


@given(FEW, FEW)
@settings(max_examples=100, deadline=None)
def test_pairs_are_the_same_and_in_order(ours: list[str], theirs: list[str]) -> None:
    pairs = list(aligned(ours, theirs))
    assert all(ours[one] == theirs[other] for one, other in pairs)
    for places in zip(*pairs, strict=True):
        assert list(places) == sorted(set(places))


@given(FEW)
def test_all_of_the_same_is_the_same(ours: list[str]) -> None:
    assert list(aligned(ours, ours)) == [(place, place) for place in range(len(ours))]


@given(FEW, st.integers(0, WINDOW))
def test_what_one_has_more_costs_nothing_else(ours: list[str], at: int) -> None:
    theirs = [*ours[:at], "more", *ours[at:]]
    assert len(list(aligned(ours, theirs))) == len(ours)


def test_long_sequences_are_not_compared_all_with_all() -> None:
    """Of so many that are the same, comparing all with all would take minutes."""
    theirs = ["a"] * MANY
    assert len(list(aligned(["more", *theirs], theirs))) == MANY
    odd = [str(number % 2) for number in range(MANY)]
    assert list(aligned(odd, ["none"] * MANY)) == []
