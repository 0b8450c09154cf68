"""Tell who is behind a credential."""

import hmac
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.identity.plain_key import PlainKey, looks_like_key
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import PERMISSIONS
from aurora.domains.principal import Permission, Principal, PrincipalKind
from aurora.queries.identity.ports import Doorkeeper
from aurora.queries.identity.views import KeyView, UserView
from aurora.queries.query import Query
from aurora.queries.view import View, Views

V = TypeVar("V", bound=View)
LONGEST = 4_096


class Authenticate(Query[Principal], frozen=True, kw_only=True):
    """Give the principal behind an API key or an access token.

    Whatever is wrong, the refusal is the same NotRecognised; nothing is believed for want of a
    view.
    """

    permission = Permission.ANYONE

    credential: str


async def authenticate(
    query: Authenticate,
    keys: Views[KeyView],
    users: Views[UserView],
    doorkeeper: Doorkeeper,
    signer: Signer,
) -> Principal:
    """Recognise a key by its SHA-256 and a user by a signature, then ask whether they still may."""
    credential = query.credential
    if len(credential) > LONGEST or not credential.isascii():
        raise NotRecognised
    if looks_like_key(credential):
        return await _key(credential, keys, doorkeeper)
    return await _user(credential, users, doorkeeper, signer)


async def _key(credential: str, keys: Views[KeyView], doorkeeper: Doorkeeper) -> Principal:
    plain = PlainKey.parse(credential)
    if plain is None:
        raise NotRecognised
    view = await _seen(plain.id, keys, doorkeeper.find_key)
    if view.revoked or not hmac.compare_digest(view.sha256, plain.sha256):
        raise NotRecognised
    return Principal(
        id=view.id,
        kind=PrincipalKind.KEY,
        name=view.prefix,
        permissions=PERMISSIONS[view.role],
    )


async def _user(
    credential: str, users: Views[UserView], doorkeeper: Doorkeeper, signer: Signer
) -> Principal:
    claims = await signer.verify(credential)
    view = await _seen(claims.sub, users, doorkeeper.find_user)
    if view.disabled:
        raise NotRecognised
    return Principal(
        id=view.id,
        kind=PrincipalKind.USER,
        name=f"user {view.id}",
        permissions=PERMISSIONS[view.role] & claims.permissions,
    )


async def _seen(id: UUID, views: Views[V], look_up: Callable[[UUID], Awaitable[V | None]]) -> V:
    try:
        view = await views.get(id)
    except Unavailable:
        view = None
    view = view or await look_up(id)
    if view is None:
        raise NotRecognised
    return view
