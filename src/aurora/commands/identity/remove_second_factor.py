"""Do without the second factor again."""

from aurora.commands.command import Command
from aurora.commands.identity.current_password import owner, still
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.own_session import own_session
from aurora.commands.identity.second_step import factor_of
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.clock import Clock
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.one_time_code import OneTimeCode
from aurora.domains.identity.ports import Identity, PasswordHasher, Throttle
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.wordings import Occasion
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class RemoveSecondFactor(Command[None], frozen=True, kw_only=True):
    """Sign in by password alone from now on; takes the password, and a code of either kind.

    Every other session ends.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    password: str
    code: str


async def remove_second_factor(
    command: RemoveSecondFactor,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    app: CodeApp,
    clock: Clock,
) -> None:
    """Refuse it while the password is too short to stand alone."""
    code, now = OneTimeCode.read(command.code), clock.now()
    known = await owner(by, command.password, origin, identity, throttle, hasher)
    trial = guessing(throttle, Trial.SECOND_FACTOR, str(by.id), origin)
    async with trial, identity.work() as work:
        user, factor = await still(known, work), await factor_of(by.id, work)
        factor.spend(code, app, now)
        user.lose_second_factor(now, kept=await own_session(user, by, work, now))
        factor.remove()
        work.enqueue(SendNotice(user_id=user.id, occasion=Occasion.SECOND_FACTOR_OFF))
