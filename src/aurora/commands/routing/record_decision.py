"""Keep what the router chose, and why."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.principal import Permission, Principal
from aurora.domains.routing.decision import Decision
from aurora.domains.routing.ports import Routing
from aurora.domains.routing.types import Account


class RecordDecision(Command[None], frozen=True, kw_only=True):
    """Keep how a wish of the caller was understood and what became of it."""

    permission = Permission.ROUTE

    decision_id: UUID
    text_sha256: str
    language: str
    account: Account


async def record_decision(command: RecordDecision, by: Principal, routing: Routing) -> None:
    """Record the decision; one that was carried out already stays as it is."""
    async with routing.work() as work:
        decision = await work.decisions.find(command.decision_id)
        if decision is None:
            decision = Decision(
                id=command.decision_id,
                asked_by=by.owner,
                text_sha256=command.text_sha256,
                language=command.language,
            )
            work.decisions.add(decision)
        decision.tell(command.account, by.owner)
