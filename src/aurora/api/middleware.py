"""What happens around every request: an id, the caller, a count, and headers on the answer."""

import re
from typing import Any
from uuid import uuid4

import structlog
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aurora.api.door import POSITION
from aurora.api.origins import origin_of
from aurora.api.rate_limits import LIMITED, Gate
from aurora.bus import Bus
from aurora.domains.errors import AuroraError, TooOften, Unauthenticated
from aurora.domains.principal import ANONYMOUS, Permission, Principal, PrincipalKind
from aurora.queries.identity.authenticate import Authenticate

REQUEST_ID = "X-Request-ID"
SANE = re.compile(r"[\w.:/+=-]{1,100}", re.ASCII)


def identify(app: ASGIApp) -> ASGIApp:
    """Give each request an id: the caller's when it looks like one, a new one otherwise; it stays
    in the audit log, so it is no place for a text.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
            scope["state"]["request_id"] = given if SANE.fullmatch(given) else uuid4().hex
            with structlog.contextvars.bound_contextvars(request_id=scope["state"]["request_id"]):
                await app(scope, receive, send)
        else:
            await app(scope, receive, send)

    return middleware


class Authentication(AbstractAuthenticationMiddleware):
    """Finds out who is asking, and counts what they ask; nobody in particular is the anonymous
    principal.
    """

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        """Give the principal behind the Authorization header; raises Unauthenticated, and
        QuotaExceeded for whoever asks too often.
        """
        try:
            principal = await self._principal(connection)
        except AuroraError:
            await _admit(connection, None)
            raise
        await _admit(connection, principal)
        return AuthenticationResult(user=principal, auth=None)

    async def _principal(self, connection: ASGIConnection[Any, Any, Any, Any]) -> Principal:
        header = connection.headers.get("authorization")
        if header is None:
            return ANONYMOUS
        bus: Bus = connection.app.state.bus
        scheme, _, credential = header.partition(" ")
        if scheme.lower() != "bearer" or not credential:
            refusal = Unauthenticated("the Authorization header is `Bearer` and a token or API key")
            bus.refused(Authenticate.__name__, ANONYMOUS, refusal, origin=origin_of(connection))
            raise refusal
        query = Authenticate(credential=credential.strip())
        try:
            principal = await bus.ask(query, ANONYMOUS, origin=origin_of(connection))
        except Unauthenticated:
            if not for_anyone(connection.route_handler):
                raise
            return ANONYMOUS  # programs send the token that has ended along to get the next one
        if principal.kind is PrincipalKind.KEY and (uses := connection.app.state.uses):
            uses.note(principal.id)
        return principal


def for_anyone(handler: BaseRouteHandler) -> bool:
    """Tell whether the route's message is for everybody, whoever they are."""
    message = handler.opt.get("message")
    return message is not None and message.permission is Permission.ANYONE


async def _admit(connection: ASGIConnection[Any, Any, Any, Any], by: Principal | None) -> None:
    gate: Gate = connection.app.state.gate
    try:
        await gate.admit(connection, by)
    except TooOften as refusal:
        bus: Bus = connection.app.state.bus
        asked = connection.route_handler.opt.get("message", Authenticate).__name__
        bus.refused(asked, by or ANONYMOUS, refusal, origin=origin_of(connection))
        raise


async def closed(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse who may not send the route's message, before the body is read.

    It is a coroutine because Litestar runs any other guard in a thread of its own.
    """
    if message := handler.opt.get("message"):
        bus: Bus = connection.app.state.bus
        bus.authorise(message, connection.user, origin=origin_of(connection))


async def finish(message: Message, scope: Scope) -> None:
    """Put request id, position and what is left of quotas on the answer, and count it. What the
    API says is kept by no cache, where a route does not say otherwise.
    """
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    headers = MutableScopeHeaders.from_message(message)
    state = scope["state"]
    if request_id := state.get("request_id"):
        headers[REQUEST_ID] = request_id
    _tell_readers(headers, scope)
    gate: Gate = scope["litestar_app"].state.gate
    await gate.tell(scope, headers)
    door = state.get("door")
    if door is not None and door.position is not None:
        headers[POSITION] = str(door.position)
    _count(message, scope)


def _tell_readers(headers: MutableScopeHeaders, scope: Scope) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if scope["litestar_app"].cors_config and "vary" not in headers:
        headers["Vary"] = "Origin"  # caches may have asked for nobody in particular
    if scope["path"].startswith(LIMITED):
        headers.setdefault("Cache-Control", "no-store")


def _count(message: Message, scope: Scope) -> None:
    handler = scope.get("route_handler")
    route = scope.get("path_template") or (min(handler.paths) if handler else "unknown")
    status = message.get("status", 0)
    method = str(scope.get("method"))
    scope["litestar_app"].state.metrics.answered(method, str(route), int(str(status)))
