"""Nothing follows from an event that was emptied because somebody is forgotten."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from aurora.catalogue import EVENTS, POLICIES
from aurora.commands.policy import Policy
from aurora.domains.event import START, Recorded, tag_of


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.__name__)
def test_a_policy_passes_over_emptied_events(policy: Policy) -> None:
    for number, kind in enumerate(EVENTS, 1):
        emptied = Recorded(
            at=START,
            id=UUID(int=number),
            type=tag_of(kind),
            aggregate_id=UUID(int=7),
            version=number,
            occurred_at=datetime(2026, 11, 1, tzinfo=UTC),
            event=None,
        )
        assert [*policy(emptied)] == []
