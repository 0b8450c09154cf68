"""Changes that are tried again where somebody else came first."""

import pytest

from aurora.commands.again import TRIES, again_where_stale
from aurora.domains.errors import Conflict, Stale


class Change:
    """Fails as it is told, then gives how often it was tried."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.tries = 0

    async def __call__(self) -> int:
        self.tries += 1
        if self.faults:
            raise self.faults.pop(0)
        return self.tries


async def test_a_change_that_came_too_late_is_tried_again() -> None:
    late = Change(*(Stale("somebody was first") for _ in range(TRIES - 1)))
    assert await again_where_stale(late) == TRIES


async def test_it_is_not_tried_for_ever() -> None:
    late = Change(*(Stale("somebody was first") for _ in range(TRIES)))
    with pytest.raises(Stale):
        await again_where_stale(late)
    assert late.tries == TRIES


async def test_what_is_refused_is_not_asked_for_again() -> None:
    refused = Change(Conflict("not in this state"))
    with pytest.raises(Conflict):
        await again_where_stale(refused)
    assert refused.tries == 1
