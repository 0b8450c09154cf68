"""The second step: the code that somebody types, against their second factor."""

from uuid import UUID

import msgspec

from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.new_password import NewPassword
from aurora.domains.clock import Clock
from aurora.domains.errors import Stale
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.one_time_code import (
    RECOVERY_CODES,
    OneTimeCode,
    kept,
    recovery_code,
)
from aurora.domains.identity.ports import Identity, IdentityWork, Secrets, Throttle
from aurora.domains.identity.refusal import CodeNeeded, SignInRefused
from aurora.domains.identity.second_factor import (
    SecondFactor,
    SecondFactorOff,
    WrongCode,
    second_factor_of,
)
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin


class RecoveryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Codes for the day when the app is lost, each good for once; they are shown this once."""

    recovery_codes: tuple[str, ...]

    @classmethod
    def mint(cls, secrets: Secrets) -> "RecoveryCodes":
        """Make ten, of 120 random bits each."""
        return cls(
            recovery_codes=tuple(recovery_code(secrets.new()) for _ in range(RECOVERY_CODES))
        )

    @property
    def kept(self) -> list[str]:
        """What is kept of them."""
        return kept(self.recovery_codes)


async def factor_of(user_id: UUID, work: IdentityWork) -> SecondFactor:
    """Give the second factor of a user, one that is off where there never was one."""
    factor = await work.second_factors.find(second_factor_of(user_id))
    if factor is None:
        factor = SecondFactor.of(user_id)
        work.second_factors.add(factor)
    return factor


async def require_second_factor(user: User, password: NewPassword, work: IdentityWork) -> None:
    """Raise Stale where a short password was accepted beside a second factor that went meanwhile;
    whoever takes it away changes the account, so no later than this is too late.
    """
    if not password.stands_alone and not (await factor_of(user.id, work)).on:
        raise Stale("the second factor went meanwhile")


async def take_second_step(
    user_id: UUID,
    code: OneTimeCode | None,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    app: CodeApp,
    clock: Clock,
) -> None:
    """Spend the code of somebody whose password was right, if a code is demanded of them.

    Raises CodeNeeded without one, and SignInRefused for one that cannot be used.
    """
    async with identity.work() as work:
        demanded = (await factor_of(user_id, work)).on
    if not demanded:
        return
    if code is None:
        raise CodeNeeded(user_id)
    async with guessing(throttle, Trial.SECOND_FACTOR, str(user_id), origin):
        await _spend(user_id, code, identity, app, clock)


async def _spend(
    user_id: UUID, code: OneTimeCode, identity: Identity, app: CodeApp, clock: Clock
) -> None:
    async with identity.work() as work:
        try:
            (await factor_of(user_id, work)).spend(code, app, clock.now())
        except (WrongCode, SecondFactorOff):
            raise SignInRefused(user_id) from None
