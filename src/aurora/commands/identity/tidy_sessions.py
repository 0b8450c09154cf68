"""Forget what is left of sessions."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.session import GRACE, KEPT
from aurora.domains.principal import Permission


class TidySessions(Command[None], frozen=True, kw_only=True):
    """Forget children that nobody is given again, and sessions that were over long ago."""

    permission = Permission.OPERATE


async def tidy_sessions(
    command: TidySessions,  # noqa: ARG001  it says all by its type
    identity: Identity,
    clock: Clock,
) -> None:
    """Forget both, each in a transaction of its own."""
    now = clock.now()
    async with identity.work() as work:
        await work.sessions.forget_children(now - GRACE)
    async with identity.work() as work:
        await work.sessions.forget_over(now - KEPT)
