"""Set a new password with what a letter gave."""

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.new_password import ChangedPassword, new_password
from aurora.commands.identity.second_step import factor_of, require_second_factor
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.clock import Clock
from aurora.domains.identity.one_time import LinkRefused, sha256_of
from aurora.domains.identity.ports import (
    Identity,
    IdentityWork,
    PasswordHasher,
    PasswordMeter,
    Throttle,
)
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.identity.wordings import Occasion
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class ResetPassword(Command[ChangedPassword], frozen=True, kw_only=True):
    """Exchange the token of a letter for a new password; every session ends.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.ANYONE
    secret_answer = True

    token: str
    password: str


async def reset_password(
    command: ResetPassword,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    clock: Clock,
) -> ChangedPassword:
    """Check the token before the slow hashing, and again in the transaction that uses it up."""
    digest = sha256_of(command.token)
    async with guessing(throttle, Trial.RESET, digest, origin), identity.work() as work:
        user = await _admitted(command.token, work, clock)
        second_factor = (await factor_of(user.id, work)).on
    password = await new_password(
        command.password, user.person, hasher, meter, second_factor=second_factor
    )
    async with identity.work() as work:
        user = await _admitted(command.token, work, clock)
        await require_second_factor(user, password, work)
        user.change_password(password.hash, clock.now(), stands_alone=password.stands_alone)
        work.enqueue(SendNotice(user_id=user.id, occasion=Occasion.PASSWORD_CHANGED))
    return ChangedPassword(password_strength=password.strength)


async def _admitted(token: str, work: IdentityWork, clock: Clock) -> User:
    user = await work.users.with_reset(sha256_of(token))
    if user is None:
        raise LinkRefused
    user.admit_reset(token, clock.now())
    return user
