"""The second factor: codes that an app shows (RFC 6238), and recovery codes for when it is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict, Invalid
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.events import (
    RecoveryCodesReplaced,
    RecoveryCodeUsed,
    SecondFactorBegun,
    SecondFactorRemoved,
    SecondFactorTurnedOn,
    SecondFactorUsed,
)
from aurora.domains.identity.one_time_code import OneTimeCode


class WrongCode(Invalid):
    """The code is none of this moment, or was used."""

    def __init__(self) -> None:
        super().__init__("this is not a code that can be used now", "code")


class SecondFactorOn(Conflict):
    """There is a second factor; it has to go before another one comes."""


class SecondFactorOff(Conflict):
    """There is no second factor."""


@dataclass(kw_only=True, eq=False)
class SecondFactor(Aggregate):
    """What a user proves beside the password.

    `secret` is shared with the app; of recovery codes the SHA-256 is kept. The newest time step
    whose code was used is part of the state, and so is the version: of two who use one code at
    once, one is too late.
    """

    user_id: UUID
    secret: bytes | None = field(default=None, repr=False)
    on: bool = False
    last_step: int = 0
    recovery: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, user_id: UUID) -> "SecondFactor":
        """Give the second factor of a user who has none yet."""
        return cls(id=second_factor_of(user_id), user_id=user_id)

    def concerns(self) -> UUID | None:
        """Give the user."""
        return self.user_id

    def begin(self, secret: bytes) -> None:
        """Share a secret with an app; it counts once a code proves that the app has it."""
        if self.on:
            raise SecondFactorOn("the second factor is on; remove it to begin with another app")
        self.secret = secret
        self.record(SecondFactorBegun(user_id=self.user_id))

    def turn_on(
        self, code: OneTimeCode, app: CodeApp, at: datetime, recovery: Sequence[str]
    ) -> None:
        """Demand codes from now on; the first one proves the app."""
        if self.on:
            raise SecondFactorOn("the second factor is on already")
        if self.secret is None:
            raise SecondFactorOff("there is no second factor to confirm; begin with one")
        if code.recovers:
            raise WrongCode
        self.last_step = self._fresh_step(self.secret, code, app, at)
        self.on, self.recovery = True, tuple(recovery)
        self.record(SecondFactorTurnedOn(user_id=self.user_id, recovery_codes=len(recovery)))

    def spend(self, code: OneTimeCode, app: CodeApp, at: datetime) -> None:
        """Accept a code once; raises WrongCode."""
        if not self.on or self.secret is None:
            raise SecondFactorOff("there is no second factor")
        if code.recovers:
            self._recover(code.sha256)
            return
        self.last_step = self._fresh_step(self.secret, code, app, at)
        self.record(SecondFactorUsed(user_id=self.user_id))

    def replace_recovery_codes(self, recovery: Sequence[str]) -> None:
        """Let these recover, and no older ones."""
        self.recovery = tuple(recovery)
        self.record(RecoveryCodesReplaced(user_id=self.user_id, recovery_codes=len(recovery)))

    def remove(self) -> None:
        """Demand codes no longer, and forget the secret; doing it again changes nothing."""
        if self.secret is not None:
            self.secret, self.on, self.recovery = None, False, ()
            self.record(SecondFactorRemoved(user_id=self.user_id))

    def erase(self) -> None:
        """Be no more, with the user."""
        self.record(SecondFactorRemoved(user_id=self.user_id))

    def _recover(self, sha256: str) -> None:
        if sha256 not in self.recovery:
            raise WrongCode
        self.recovery = tuple(one for one in self.recovery if one != sha256)
        self.record(RecoveryCodeUsed(user_id=self.user_id, left=len(self.recovery)))

    def _fresh_step(self, secret: bytes, code: OneTimeCode, app: CodeApp, at: datetime) -> int:
        step = app.step(secret, code.text, at)
        if step is None or step <= self.last_step:
            raise WrongCode
        return step


def second_factor_of(user_id: UUID) -> UUID:
    """Give the id under which the second factor of a user is kept."""
    return uuid5(user_id, "second factor")
