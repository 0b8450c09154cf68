"""Tell who is behind a credential."""

from aurora.domains.clock import Clock
from aurora.domains.identity.plain_key import looks_like_key
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.ports import Doorkeeper, Freshness
from aurora.queries.identity.recognise_key import recognise_key
from aurora.queries.identity.recognise_user import recognise_user
from aurora.queries.identity.register import Register
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView
from aurora.queries.query import Query
from aurora.queries.view import Views

LONGEST = 4_096


class Authenticate(Query[Principal], frozen=True, kw_only=True):
    """Give the principal behind an API key or an access token.

    Whatever is wrong, the refusal is the same NotRecognised; nothing is believed for want of a
    view, nor while one of the projections is behind.
    """

    permission = Permission.ANYONE
    waits_for = ("users", "keys", "roles", "sessions")

    credential: str


async def authenticate(
    query: Authenticate,
    keys: Views[KeyView],
    users: Views[UserView],
    roles: Views[RoleView],
    sessions: Views[SessionView],
    doorkeeper: Doorkeeper,
    freshness: Freshness,
    signer: Signer,
    clock: Clock,
) -> Principal:
    """Recognise a key by its SHA-256 and a user by a signature, then ask whether they still may."""
    credential = query.credential
    if len(credential) > LONGEST or not credential.isascii():
        raise NotRecognised
    if looks_like_key(credential):
        register = Register(keys=keys, users=users, roles=roles, doorkeeper=doorkeeper)
        return await recognise_key(credential, register, freshness, clock.now())
    return await recognise_user(
        credential, users, roles, sessions, doorkeeper, freshness, signer, clock
    )
