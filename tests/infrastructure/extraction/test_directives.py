"""What pages and headers ask of robots."""

import pytest

from aurora.infrastructure.extraction.directives import (
    Directives,
    header_directives,
    meta_directives,
)

ALL = Directives()
NO_INDEX = Directives(index=False)
NO_FOLLOW = Directives(follow=False)
NOTHING = Directives(index=False, follow=False)


@pytest.mark.parametrize(
    ("header", "directives"),
    [
        ("", ALL),
        ("all", ALL),
        ("noindex", NO_INDEX),
        ("NoIndex, NOFOLLOW", NOTHING),
        ("none", NOTHING),
        ("nofollow", NO_FOLLOW),
        ("googlebot: noindex", ALL),
        ("googlebot: noindex, nofollow", ALL),
        ("googlebot: nofollow, aurora: noindex", NO_INDEX),
        ("Aurora: none", NOTHING),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT, noindex", NO_INDEX),
        ("max-snippet: 20, nofollow", NO_FOLLOW),
        ("noindexer", ALL),
    ],
)
def test_the_header_counts_when_it_is_meant_for_aurora(header: str, directives: Directives) -> None:
    assert header_directives(header, "Aurora") == directives


def test_the_header_counts_under_the_name_that_the_operator_chose() -> None:
    assert header_directives("aurora: noindex, MYBOT: nofollow", "MyBot") == NO_FOLLOW


def test_several_meta_elements_add_up() -> None:
    assert meta_directives(["noarchive, NOINDEX", "nofollow"]) == NOTHING
    assert meta_directives([]) == ALL
