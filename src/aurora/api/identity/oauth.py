"""The doors that OAuth clients know: forms in, and errors in the words of RFC 6749."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, ValidationException
from litestar.handlers import HTTPRouteHandler
from litestar.params import URLEncodedBody
from litestar.types import ExceptionHandlersMap

from aurora.api.described import answer
from aurora.api.door import Door
from aurora.api.identity.caching import PUBLIC, SECRET
from aurora.commands.identity.refresh import Refresh
from aurora.commands.identity.revoke_token import RevokeToken
from aurora.commands.identity.tokens import Tokens
from aurora.domains.errors import Unauthenticated
from aurora.domains.identity.plain_key import looks_like_key
from aurora.queries.identity.get_authorization_server import (
    AuthorizationServer,
    GetAuthorizationServer,
)
from aurora.queries.identity.introspect import Introspect, Introspection

FORM_LIMIT = 16_384
REFRESH_TOKEN = "refresh_token"  # noqa: S105  the kind of grant, not a token


class TokenForm(msgspec.Struct, frozen=True):
    """What is exchanged for tokens; further parameters are for other servers."""

    grant_type: str
    refresh_token: str | None = None


class AboutToken(msgspec.Struct, frozen=True):
    """Which token it is about; what kind it is shows in its text, whatever the hint says."""

    token: str
    token_type_hint: str | None = None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An error as OAuth clients read it (RFC 6749, section 5.2)."""

    error: str
    error_description: str


class Refused(HTTPException):
    """The request cannot be granted; `error` is one of OAuth's codes."""

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(detail, status_code=400)
        self.error = error


def _told(error: str, description: str, status: int) -> Response[Refusal]:
    refusal = Refusal(error=error, error_description=description)
    return Response(refusal, status_code=status, headers={"Cache-Control": "no-store"})


def on_form(_: Request[Any, Any, Any], error: HTTPException) -> Response[Refusal]:
    """Answer a form that cannot be read, or asks for what is not done here."""
    code = error.error if isinstance(error, Refused) else "invalid_request"
    detail = "parameters are missing" if isinstance(error, ValidationException) else error.detail
    return _told(code, str(detail), error.status_code)


def on_grant(_: Request[Any, Any, Any], error: Unauthenticated) -> Response[Refusal]:
    """Answer a refresh token that is good for nothing, whatever the reason."""
    return _told("invalid_grant", str(error), 400)


FORMS: ExceptionHandlersMap = {HTTPException: on_form, ValidationException: on_form}
FORM: dict[str, Any] = {
    "form": True,
    "status_code": 200,
    "cache_control": SECRET,
    "request_max_body_size": FORM_LIMIT,
    "responses": {
        status: answer(Refusal, "The form is refused, in the words of OAuth")
        for status in (400, 408, 413, 415)
    },
}


@post(
    "/oauth/token",
    message=Refresh,
    exception_handlers={**FORMS, Unauthenticated: on_grant},
    **FORM,
)
async def token(data: URLEncodedBody[TokenForm], door: NamedDependency[Door]) -> Tokens:
    """Exchange a refresh token for the next one and a fresh access token (RFC 6749)."""
    if data.grant_type != REFRESH_TOKEN:
        raise Refused("unsupported_grant_type", "only refresh tokens are exchanged here")
    if data.refresh_token is None:
        raise Refused("invalid_request", "the parameter refresh_token is missing")
    return await door.send(Refresh(refresh_token=data.refresh_token))


@post("/oauth/revoke", message=RevokeToken, exception_handlers=FORMS, **FORM)
async def revoke(data: URLEncodedBody[AboutToken], door: NamedDependency[Door]) -> None:
    """End the session of a refresh or access token; unknown ones are none (RFC 7009)."""
    if looks_like_key(data.token):
        raise Refused("unsupported_token_type", "API keys are revoked with DELETE /v1/keys/{id}")
    await door.send(RevokeToken(token=data.token))


@post("/oauth/introspect", message=Introspect, exception_handlers=FORMS, **FORM)
async def introspect(
    data: URLEncodedBody[AboutToken], door: NamedDependency[Door]
) -> Introspection:
    """Tell a service what a token is good for at this moment (RFC 7662)."""
    return await door.ask(Introspect(token=data.token))


@get(
    "/.well-known/oauth-authorization-server", message=GetAuthorizationServer, cache_control=PUBLIC
)
async def authorization_server(door: NamedDependency[Door]) -> AuthorizationServer:
    """Say where tokens are exchanged, revoked and explained (RFC 8414)."""
    return await door.ask(GetAuthorizationServer())


ROUTES: tuple[HTTPRouteHandler, ...] = (token, revoke, introspect)
WELL_KNOWN: tuple[HTTPRouteHandler, ...] = (authorization_server,)
