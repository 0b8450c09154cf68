"""What can be asked about decisions."""

from collections.abc import Awaitable, Callable
from typing import Any

from aurora.queries.projection import Projection
from aurora.queries.routing.decisions_projection import project_decisions
from aurora.queries.routing.get_decision import get_decision
from aurora.queries.routing.views import DecisionView

HANDLERS: tuple[Callable[..., Awaitable[Any]], ...] = (get_decision,)
PROJECTIONS: tuple[Projection, ...] = (
    Projection(name="decisions", version=1, project=project_decisions, views=(DecisionView,)),
)
