"""Turn the second factor on."""

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.own_session import own_session
from aurora.commands.identity.second_step import RecoveryCodes, factor_of
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.clock import Clock
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.one_time_code import OneTimeCode
from aurora.domains.identity.ports import Identity, Secrets, Throttle
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.wordings import Occasion
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class ConfirmSecondFactor(Command[RecoveryCodes], frozen=True, kw_only=True):
    """Prove by a code that the app has the secret; sign-ins take a code from now on.

    Every other session ends: it was begun with less.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    code: str


async def confirm_second_factor(
    command: ConfirmSecondFactor,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    secrets: Secrets,
    app: CodeApp,
    clock: Clock,
) -> RecoveryCodes:
    """The code that confirms is spent by it."""
    code, recovery = OneTimeCode.read(command.code), RecoveryCodes.mint(secrets)
    now = clock.now()
    trial = guessing(throttle, Trial.SECOND_FACTOR, str(by.id), origin)
    async with trial, identity.work() as work:
        user, factor = await work.users.get(by.id), await factor_of(by.id, work)
        factor.turn_on(code, app, now, recovery.kept)
        user.end_sessions(now, kept=await own_session(user, by, work, now))
        work.enqueue(SendNotice(user_id=user.id, occasion=Occasion.SECOND_FACTOR_ON))
    return recovery
