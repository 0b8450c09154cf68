"""Why did the router choose what it chose?"""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.query import Query
from aurora.queries.routing.views import DecisionView
from aurora.queries.view import Views


class GetDecision(Query[DecisionView], frozen=True, kw_only=True):
    """Ask for a decision about one's own wish; those who manage collections see all."""

    permission = Permission.READ_DECISIONS
    waits_for = ("decisions",)

    decision_id: UUID


async def get_decision(
    query: GetDecision, by: Principal, views: Views[DecisionView]
) -> DecisionView:
    """Give the decision; somebody else's answers like a missing one."""
    view = await views.get(query.decision_id)
    if view and (view.asked_by == by.owner or by.may(Permission.MANAGE_COLLECTIONS)):
        return view
    raise NotFound(f"no decision {query.decision_id}")
