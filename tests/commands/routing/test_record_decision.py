"""Recording a decision."""

from uuid import UUID

import pytest
from tests.domains.routing.accounts import ASKED_BACK, DONE, FAILED
from tests.people import EDITOR, VIEWER, person
from tests.switchboard import Switchboard

from aurora.commands.routing.record_decision import RecordDecision
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.event import START
from aurora.domains.routing.types import Account

ID = UUID(int=42)


def recording(account: Account) -> RecordDecision:
    return RecordDecision(decision_id=ID, text_sha256="ab" * 32, language="pt", account=account)


async def test_a_decision_is_kept_in_the_name_of_its_asker() -> None:
    board = Switchboard()
    await board.bus.send(recording(DONE), VIEWER)
    (recorded,) = board.record.log
    assert recorded.type == "routing.decision-recorded.v1"
    assert recorded.aggregate_id == ID
    assert getattr(recorded.event, "asked_by", None) == VIEWER.id


async def test_a_success_is_told_once_and_a_failure_may_be_told_anew() -> None:
    board = Switchboard()
    await board.bus.send(recording(FAILED), VIEWER)
    await board.bus.send(recording(DONE), VIEWER)
    again = await board.bus.deliver(recording(ASKED_BACK), VIEWER)
    assert len(board.record.log) == 2
    assert again.position == START


async def test_nobody_records_over_somebody_elses_decision() -> None:
    board = Switchboard()
    await board.bus.send(recording(ASKED_BACK), VIEWER)
    with pytest.raises(NotFound):
        await board.bus.send(recording(DONE), EDITOR)


async def test_it_needs_the_permission_to_route() -> None:
    with pytest.raises(Forbidden):
        await Switchboard().bus.send(recording(DONE), person(9, "Nil", frozenset()))
