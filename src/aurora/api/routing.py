"""Routing over HTTP: wishes in plain words, and why they led where they did."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from aurora.api.door import Door
from aurora.api.problems import Problem, on_aurora_error
from aurora.commands.routing.record_decision import RecordDecision
from aurora.domains.errors import AuroraError
from aurora.domains.routing.types import Candidate, Capability, Missing
from aurora.queries.routing.get_decision import GetDecision
from aurora.queries.routing.views import DecisionView
from aurora.router.routed import Result
from aurora.router.router import MESSAGES, AuroraRouter
from aurora.router.wanted import Wanted

DECISION = "Aurora-Decision"


@dataclass(frozen=True, kw_only=True)  # msgspec describes no union of untagged structs
class RouteAnswer:
    """What was chosen and what came of it; or, with a null `result`, what is `missing` and the
    `question` back. Candidates come best first, `confidence` is 0 to 1.
    """

    decision_id: UUID
    chosen: Capability | None
    confidence: float
    reason: str
    result: Result | None
    candidates: tuple[Candidate, ...]
    missing: Missing | None
    question: str | None


def with_decision(request: Request[Any, Any, Any], error: AuroraError) -> Response[Problem]:
    """Answer a failure, and name the decision that tells of it."""
    response = on_aurora_error(request, error)
    if decision_id := request.scope["state"].get("decision_id"):
        response.headers[DECISION] = str(decision_id)
    return response


@post(
    "/route",
    message=RecordDecision,
    also=MESSAGES,
    status_code=200,
    exception_handlers={AuroraError: with_decision},
)
async def route(
    data: JSONBody[Wanted], request: Request[Any, Any, Any], door: NamedDependency[Door]
) -> RouteAnswer:
    """Do what is wanted, or ask back; a failure names its decision in Aurora-Decision."""
    router: AuroraRouter = request.app.state.router
    routed = await router.route(
        data, door.by, after=door.after(), key=door.key(), origin=door.origin
    )
    door.position = routed.position
    request.scope["state"]["decision_id"] = routed.decision_id
    if routed.failure:
        raise routed.failure
    return RouteAnswer(
        decision_id=routed.decision_id,
        chosen=routed.chosen,
        confidence=routed.confidence,
        reason=routed.reason,
        result=routed.result,
        candidates=routed.candidates,
        missing=routed.missing,
        question=routed.question,
    )


@get("/decisions/{decision_id:uuid}", message=GetDecision)
async def get_decision(decision_id: FromPath[UUID], door: NamedDependency[Door]) -> DecisionView:
    """Tell why a wish led where it did: candidates, scores, steps, times and the outcome."""
    return await door.ask(GetDecision(decision_id=decision_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (route, get_decision)
