"""Sign in with e-mail address and password."""

from contextlib import suppress
from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.second_step import take_second_step
from aurora.commands.identity.tokens import Tokens, start_session
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Stale
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.one_time_code import OneTimeCode
from aurora.domains.identity.password import comparable
from aurora.domains.identity.person import fold_email
from aurora.domains.identity.ports import Identity, PasswordHasher, Secrets, Signer, Throttle
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class Login(Command[Tokens], frozen=True, kw_only=True):
    """Exchange e-mail address and password for an access token and a refresh token.

    Whoever has a second factor sends its code, or a recovery code, with them.
    """

    permission = Permission.ANYONE
    secret_answer = True

    email: str
    password: str
    code: str | None = None


async def login(
    command: Login,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    secrets: Secrets,
    signer: Signer,
    app: CodeApp,
    clock: Clock,
    ids: Ids,
) -> Tokens:
    """Spend the same time and say the same for a missing account as for a wrong password."""
    email, password = fold_email(command.email), comparable(command.password)
    code = OneTimeCode.read(command.code) if command.code is not None else None
    async with guessing(throttle, Trial.SIGN_IN, email, origin):
        user = await _recognised(email, password, identity, hasher)
    await take_second_step(user.id, code, origin, identity, throttle, app, clock)
    if hasher.outdated(user.password_hash):
        await _rehash(user.id, password, identity, hasher)
    return await start_session(user, origin, identity, secrets, signer, clock, ids)


async def _recognised(
    email: str, password: str, identity: Identity, hasher: PasswordHasher
) -> User:
    async with identity.work() as work:
        user = await work.users.with_email(email)
    right = await hasher.verify(password, user.password_hash if user else None)
    if user is None or user.disabled or not right:
        raise SignInRefused(user.id if user else None)
    return user


async def _rehash(id: UUID, password: str, identity: Identity, hasher: PasswordHasher) -> None:
    """Keep the password under the parameters of today, unless somebody does so at this moment."""
    hash = await hasher.hash(password)
    with suppress(Stale):
        async with identity.work() as work:
            (await work.users.get(id)).rehash(hash)
