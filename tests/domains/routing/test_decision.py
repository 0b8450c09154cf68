"""What a decision promises."""

from uuid import UUID

import pytest
from tests.domains.routing.accounts import ASKED_BACK, DONE, FAILED

from aurora.domains.errors import NotFound
from aurora.domains.routing.decision import Decision
from aurora.domains.routing.events import DecisionRecorded
from aurora.domains.routing.types import Account

ASKER = UUID(int=5)


def decision() -> Decision:
    return Decision(id=UUID(int=1), asked_by=ASKER, text_sha256="ab" * 32, language="en")


def test_telling_records_the_whole_account() -> None:
    told = decision()
    told.tell(DONE, ASKER)
    assert told.account == DONE
    assert told.pending == [
        DecisionRecorded(
            decision_id=told.id,
            asked_by=ASKER,
            text_sha256="ab" * 32,
            language="en",
            account=DONE,
        )
    ]


@pytest.mark.parametrize("first", [ASKED_BACK, FAILED])
def test_what_was_not_done_may_be_told_anew(first: Account) -> None:
    told = decision()
    told.tell(first, ASKER)
    told.tell(DONE, ASKER)
    assert told.account == DONE
    assert len(told.pending) == 2


def test_what_was_done_stays_as_it_was_told() -> None:
    told = decision()
    told.tell(DONE, ASKER)
    told.tell(FAILED, ASKER)
    assert told.account == DONE
    assert len(told.pending) == 1


def test_nobody_tells_of_somebody_elses_wish() -> None:
    with pytest.raises(NotFound):
        decision().tell(DONE, UUID(int=6))
