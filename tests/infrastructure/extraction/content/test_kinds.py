"""Of which kind a page may be."""

import numpy as np
import pytest

from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES, THREAD, threading


@pytest.mark.parametrize(
    ("told", "chance", "perhaps"),
    [("forum", 0.0, True), ("listing", 0.2, True), ("listing", 0.05, False)],
)
def test_a_page_may_be_a_thread_that_is_told_to_be_one_or_likely(
    told: str, chance: float, *, perhaps: bool
) -> None:
    chances = np.zeros(len(PAGE_TYPES), np.float32)
    chances[THREAD] = chance
    assert threading(told, chances) is perhaps
