"""Keeps up the views of decisions."""

from aurora.domains.event import Recorded
from aurora.domains.routing.events import DecisionRecorded
from aurora.queries.routing.views import DecisionView
from aurora.queries.view import Views


async def project_decisions(recorded: Recorded, views: Views[DecisionView]) -> None:
    """Show each decision as it was told last; an erased one is gone."""
    match recorded.event:
        case DecisionRecorded() as event:
            await views.put(
                DecisionView(
                    id=event.decision_id,
                    version=recorded.version,
                    asked_by=event.asked_by,
                    at=recorded.occurred_at,
                    text_sha256=event.text_sha256,
                    language=event.language,
                    account=event.account,
                )
            )
        case None:
            if await views.get(recorded.aggregate_id):
                await views.forget(recorded.aggregate_id, recorded.version)
