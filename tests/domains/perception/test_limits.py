"""How many captures fit in limits."""

import pytest

from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.types import EndedBy

PAGES, BYTES = EndedBy.PAGE_LIMIT, EndedBy.BYTE_LIMIT


@pytest.mark.parametrize(
    ("sizes", "pages", "size", "kept"),
    [
        ([10, 10], 0, 0, Kept(2)),
        ([10, 10], 1, 10, Kept(2, PAGES)),
        ([10, 10], 2, 20, Kept(1, PAGES)),
        ([10], 3, 30, Kept(0, PAGES)),
        ([60, 40], 0, 0, Kept(2, BYTES)),
        ([60, 41], 0, 0, Kept(1, BYTES)),
        ([60, 41, 1], 0, 0, Kept(1, BYTES)),
        ([101], 0, 0, Kept(0, BYTES)),
        ([], 0, 0, Kept(0)),
    ],
)
def test_the_first_captures_within_both_limits_are_kept(
    sizes: list[int], pages: int, size: int, kept: Kept
) -> None:
    assert Limits(pages=3, bytes=100).fit(sizes, pages, size) == kept


def test_without_a_byte_limit_only_pages_count() -> None:
    assert Limits(pages=3).fit([10**12, 10**12], 0, 10**15) == Kept(2)
