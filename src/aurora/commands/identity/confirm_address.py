"""Confirm a new e-mail address with what a letter gave."""

from aurora.commands.command import Command
from aurora.commands.identity.guessing import guessing
from aurora.domains.clock import Clock
from aurora.domains.identity.one_time import LinkRefused, sha256_of
from aurora.domains.identity.ports import Identity, Throttle
from aurora.domains.identity.throttling import Trial
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class ConfirmAddress(Command[None], frozen=True, kw_only=True):
    """Use the address from now on to which the token was sent."""

    permission = Permission.ANYONE
    secret_answer = True

    token: str


async def confirm_address(
    command: ConfirmAddress,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    clock: Clock,
) -> None:
    """Take the address, unless somebody has it meanwhile; nobody is told which of it failed."""
    digest = sha256_of(command.token)
    async with guessing(throttle, Trial.RESET, digest, origin), identity.work() as work:
        user = await work.users.with_new_address(digest)
        if user is None or user.new_email is None:
            raise LinkRefused
        if await work.users.with_email(user.new_email):
            raise LinkRefused
        user.confirm_address(command.token, clock.now())
