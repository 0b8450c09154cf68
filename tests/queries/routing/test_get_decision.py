"""Looking at a decision."""

from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.domains.routing.accounts import ASKED_BACK, DONE
from tests.people import ADMIN, EDITOR, VIEWER, own_key, person
from tests.switchboard import Switchboard

from aurora.commands.routing.record_decision import RecordDecision
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.principal import Principal
from aurora.domains.routing.types import Account
from aurora.queries.routing.decisions_projection import project_decisions
from aurora.queries.routing.get_decision import GetDecision
from aurora.queries.routing.views import DecisionView

ID = UUID(int=42)
QUERY = GetDecision(decision_id=ID)


async def recorded(board: Switchboard, account: Account, by: Principal = VIEWER) -> None:
    command = RecordDecision(decision_id=ID, text_sha256="ab" * 32, language="pt", account=account)
    await board.bus.send(command, by)
    await board.settle()


@pytest.mark.parametrize("asker", [VIEWER, own_key(VIEWER)])
@pytest.mark.parametrize("by", [VIEWER, own_key(VIEWER), ADMIN])
async def test_the_asker_and_those_who_manage_collections_see_it(
    asker: Principal, by: Principal
) -> None:
    board = Switchboard()
    await recorded(board, DONE, asker)
    view = await board.bus.ask(QUERY, by)
    assert view == DecisionView(
        id=ID,
        version=1,
        asked_by=VIEWER.id,
        at=board.clock.now(),
        text_sha256="ab" * 32,
        language="pt",
        account=DONE,
    )


async def test_to_everybody_else_it_is_missing() -> None:
    board = Switchboard()
    await recorded(board, DONE)
    with pytest.raises(NotFound, match="no decision"):
        await board.bus.ask(QUERY, EDITOR)
    with pytest.raises(NotFound, match="no decision"):
        await board.bus.ask(GetDecision(decision_id=UUID(int=43)), VIEWER)
    with pytest.raises(Forbidden):
        await board.bus.ask(QUERY, person(9, "Nil", frozenset()))


async def test_a_decision_told_anew_is_shown_anew() -> None:
    board = Switchboard()
    await recorded(board, ASKED_BACK)
    await recorded(board, DONE)
    assert (await board.bus.ask(QUERY, VIEWER)).account == DONE


async def test_an_event_delivered_again_changes_nothing() -> None:
    board = Switchboard()
    await recorded(board, ASKED_BACK)
    await recorded(board, DONE)
    for event in board.record.log:
        await project_decisions(event, board.views(DecisionView))
    assert (await board.bus.ask(QUERY, VIEWER)).account == DONE


async def test_an_erased_decision_is_gone() -> None:
    board = Switchboard()
    await recorded(board, DONE)
    (event,) = board.record.log
    await project_decisions(replace(event, event=None), board.views(DecisionView))
    with pytest.raises(NotFound):
        await board.bus.ask(QUERY, VIEWER)
