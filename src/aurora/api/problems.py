"""Errors as RFC 9457 problem details."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from aurora.api.rate_limits import QuotaExceeded
from aurora.domains.errors import (
    AuroraError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    TooOften,
    Unauthenticated,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
QUOTA = "https://iana.org/assignments/http-problem-types#quota-exceeded"
STATUS: dict[type[AuroraError], tuple[int, str]] = {
    Invalid: (422, "The request breaks a rule"),
    Unauthenticated: (401, "Who is asking?"),
    Forbidden: (403, "Not allowed"),
    NotFound: (404, "Not found"),
    Conflict: (409, "Not in this state"),
    TooOften: (429, "Too often"),
    Unavailable: (503, "Not now"),
}
TITLES = {
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    413: "Too large",
    415: "Unsupported media type",
}
FIELD = re.compile(r" - at `\$?\.?(?P<path>[^`]+)`")
UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`")
GIVEN = re.compile(r"(?<=nvalid enum value) '.*?'(?= - at `|$)| for path /.*$", re.DOTALL)
MISSING = re.compile(r"issing required (?:field|query parameter) [`'](?P<field>[^`']+)[`']")
ABOUT = re.compile(r"^the field `(?P<field>[^`]+)`")

log = structlog.get_logger("aurora.api")


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, for programs and for people; `field` names the part of the request, and
    `facts` are what the rule was judged by.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    field: str | None = None
    facts: Mapping[str, Any] | None = None
    violated_policies: tuple[str, ...] | None = msgspec.field(
        name="violated-policies", default=None
    )
    request_id: str | None = None


def respond(
    request: Request[Any, Any, Any], problem: Problem, headers: dict[str, str] | None = None
) -> Response[Problem]:
    """Give a problem as an answer."""
    request_id = request.scope["state"].get("request_id")
    return Response(
        msgspec.structs.replace(problem, request_id=request_id),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def on_aurora_error(request: Request[Any, Any, Any], error: AuroraError) -> Response[Problem]:
    """Answer one of the six kinds."""
    kind = next(kind for kind in STATUS if isinstance(error, kind))
    status, title = STATUS[kind]
    field = error.field if isinstance(error, Invalid) else None
    facts = error.facts if isinstance(error, Invalid | Unauthenticated) else None
    detail = str(error)
    problem = Problem(title=title, status=status, detail=detail, field=field, facts=facts)
    return respond(request, problem, _headers(request, error))


def on_quota(request: Request[Any, Any, Any], error: QuotaExceeded) -> Response[Problem]:
    """Answer who asks too often, and say which quotas are used up."""
    problem = Problem(
        type=QUOTA,
        title=STATUS[TooOften][1],
        status=STATUS[TooOften][0],
        detail=str(error),
        violated_policies=error.policies,
    )
    return respond(request, problem, _headers(request, error))


def _headers(request: Request[Any, Any, Any], error: AuroraError) -> dict[str, str]:
    if isinstance(error, Unavailable):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, Unauthenticated):
        return {"WWW-Authenticate": _challenge(request)}
    return {}


def _challenge(request: Request[Any, Any, Any]) -> str:
    """Say whether the token is at fault that the request was sent with (RFC 6750, section 3.1)."""
    sent = request.headers.get("authorization", "").lower().startswith("bearer ")
    at_fault = sent and "user" not in request.scope
    return 'Bearer error="invalid_token"' if at_fault else "Bearer"


def on_validation(request: Request[Any, Any, Any], error: ValidationException) -> Response[Problem]:
    """Answer a request whose body or parameters have the wrong shape."""
    extra = error.extra if isinstance(error.extra, list) else []
    first = extra[0] if extra and isinstance(extra[0], dict) else {}
    detail = _without_what_was_given(str(first.get("message") or error.detail))
    key = str(first.get("key") or "")
    within = "" if key == "data" else key
    field = ".".join(part for part in (within, _field_of(detail)) if part)
    title = STATUS[Invalid][1]
    return respond(request, Problem(title=title, status=400, detail=detail, field=field or None))


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """Answer what the framework refuses: unknown paths, methods, bodies that are no JSON."""
    title = TITLES.get(error.status_code, STATUS[Invalid][1])
    detail = _without_what_was_given(str(error.detail))
    problem = Problem(title=title, status=error.status_code, detail=detail, field=_field_of(detail))
    return respond(request, problem, dict(error.headers or {}))


def on_surprise(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """Answer a fault of ours without telling its inside."""
    log.error("unhandled", path=request.url.path, exc_info=error)
    detail = "something went wrong here; the request id finds it in the logs"
    return respond(request, Problem(title="Our fault", status=500, detail=detail))


def _without_what_was_given(detail: str) -> str:
    """Take values and query strings out: somebody may have put a secret in the wrong place."""
    return GIVEN.sub("", detail)


def _field_of(detail: str) -> str | None:
    named = UNKNOWN.search(detail) or MISSING.search(detail) or ABOUT.search(detail)
    path = FIELD.search(detail)
    parts = [path["path"] if path else "", named["field"] if named else ""]
    return ".".join(part for part in parts if part) or None


HANDLERS: ExceptionHandlersMap = {
    QuotaExceeded: on_quota,
    AuroraError: on_aurora_error,
    ValidationException: on_validation,
    HTTPException: on_http,
    Exception: on_surprise,
}
