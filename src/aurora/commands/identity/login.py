"""Sign in with e-mail address and password."""

from contextlib import suppress
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.identity.giving import allowed_by
from aurora.commands.identity.guessing import guessing
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Stale
from aurora.domains.identity.access_token import LIFETIME, Claims
from aurora.domains.identity.password import comparable
from aurora.domains.identity.person import fold_email
from aurora.domains.identity.ports import Identity, PasswordHasher, Signer, Throttle
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class AccessToken(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token and for how many seconds it holds (the form of RFC 6749, section 5.1)."""

    access_token: str
    expires_in: int
    scope: str
    token_type: str = "Bearer"  # noqa: S105  the kind of token, not one


class Login(Command[AccessToken], frozen=True, kw_only=True):
    """Exchange e-mail address and password for an access token."""

    permission = Permission.ANYONE
    secret_answer = True

    email: str
    password: str


async def login(
    command: Login,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    signer: Signer,
    clock: Clock,
    ids: Ids,
) -> AccessToken:
    """Spend the same time and say the same for a missing account as for a wrong password."""
    email, password = fold_email(command.email), comparable(command.password)
    async with guessing(throttle, Trial.SIGN_IN, email, origin):
        user, allowed = await _recognised(email, password, identity, hasher)
    if hasher.outdated(user.password_hash):
        await _rehash(user.id, password, identity, hasher)
    claims = _claims(user, allowed, int(clock.now().timestamp()), ids)
    token = await signer.sign(claims)
    return AccessToken(access_token=token, expires_in=LIFETIME, scope=claims.scope)


async def _recognised(
    email: str, password: str, identity: Identity, hasher: PasswordHasher
) -> tuple[User, frozenset[Permission]]:
    async with identity.work() as work:
        user = await work.users.with_email(email)
        allowed = await allowed_by(user.role, work) if user else frozenset()
    right = await hasher.verify(password, user.password_hash if user else None)
    if user is None or user.disabled or not right:
        raise SignInRefused
    return user, allowed


async def _rehash(id: UUID, password: str, identity: Identity, hasher: PasswordHasher) -> None:
    """Keep the password under the parameters of today, unless somebody does so at this moment."""
    hash = await hasher.hash(password)
    with suppress(Stale):
        async with identity.work() as work:
            (await work.users.get(id)).rehash(hash)


def _claims(user: User, allowed: frozenset[Permission], now: int, ids: Ids) -> Claims:
    return Claims(
        sub=user.id,
        sid=ids.new(),
        jti=ids.new(),
        iat=now,
        exp=now + LIFETIME,
        scope=" ".join(sorted(allowed)),
    )
