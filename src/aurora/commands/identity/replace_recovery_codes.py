"""Make new recovery codes."""

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
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


class ReplaceRecoveryCodes(Command[RecoveryCodes], frozen=True, kw_only=True):
    """Have ten new recovery codes for a code of the app, or for the last recovery code."""

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    code: str


async def replace_recovery_codes(
    command: ReplaceRecoveryCodes,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    secrets: Secrets,
    app: CodeApp,
    clock: Clock,
) -> RecoveryCodes:
    """The old ones are void."""
    code, recovery = OneTimeCode.read(command.code), RecoveryCodes.mint(secrets)
    trial = guessing(throttle, Trial.SECOND_FACTOR, str(by.id), origin)
    async with trial, identity.work() as work:
        factor = await factor_of(by.id, work)
        factor.spend(code, app, clock.now())
        factor.replace_recovery_codes(recovery.kept)
        work.enqueue(SendNotice(user_id=by.id, occasion=Occasion.RECOVERY_CODES_REPLACED))
    return recovery
