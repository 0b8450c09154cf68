"""Is a token good, and for what? (RFC 7662)"""

from enum import StrEnum
from uuid import UUID

import msgspec

from aurora.domains.clock import Clock
from aurora.domains.identity.access_token import Claims
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import Permission, Principal, PrincipalKind
from aurora.queries.identity.authenticate import Authenticate, authenticate
from aurora.queries.identity.ports import Doorkeeper, Freshness, SessionList
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView
from aurora.queries.query import Query
from aurora.queries.view import Views


class TokenKind(StrEnum):
    """What sort of token it is."""

    ACCESS = "access_token"
    REFRESH = "refresh_token"
    KEY = "api_key"


class Introspection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a token is at this moment; of one that opens nothing, no more than that."""

    active: bool
    kind: TokenKind | None = None
    token_type: str | None = None
    sub: UUID | None = None
    sid: UUID | None = None
    jti: UUID | None = None
    scope: str | None = None
    iat: int | None = None
    exp: int | None = None


BEARER = "Bearer"
INACTIVE = Introspection(active=False)


class Introspect(Query[Introspection], frozen=True, kw_only=True):
    """Tell a service what it may take the bearer of a token for."""

    permission = Permission.INTROSPECT

    token: str


async def introspect(
    query: Introspect,
    keys: Views[KeyView],
    users: Views[UserView],
    roles: Views[RoleView],
    sessions: Views[SessionView],
    doorkeeper: Doorkeeper,
    freshness: Freshness,
    signer: Signer,
    clock: Clock,
    tokens: SessionList,
) -> Introspection:
    """Ask the door about access tokens and keys, and the record about refresh tokens."""
    if refresh_token := RefreshToken.parse(query.token):
        return await _refreshing(refresh_token, tokens, clock)
    door = keys, users, roles, sessions, doorkeeper, freshness, signer, clock
    try:
        principal = await authenticate(Authenticate(credential=query.token), *door)
        if principal.kind is PrincipalKind.KEY:
            return _of_key(principal)
        return _of_user(principal, await signer.verify(query.token))
    except NotRecognised:  # also where its last moment passed in between
        return INACTIVE


def _of_key(principal: Principal) -> Introspection:
    return Introspection(
        active=True,
        kind=TokenKind.KEY,
        token_type=BEARER,
        sub=principal.id,
        scope=_scope(principal),
    )


def _of_user(principal: Principal, claims: Claims) -> Introspection:
    return Introspection(
        active=True,
        kind=TokenKind.ACCESS,
        token_type=BEARER,
        sub=claims.sub,
        sid=claims.sid,
        jti=claims.jti,
        scope=_scope(principal),
        iat=claims.iat,
        exp=claims.exp,
    )


def _scope(principal: Principal) -> str:
    return " ".join(sorted(principal.permissions))


async def _refreshing(token: RefreshToken, tokens: SessionList, clock: Clock) -> Introspection:
    session = await tokens.with_token(token.sha256, clock.now())
    if session is None:
        return INACTIVE
    return Introspection(
        active=True,
        kind=TokenKind.REFRESH,
        sub=session.user_id,
        sid=session.id,
        exp=int(session.over_at.timestamp()),
    )
