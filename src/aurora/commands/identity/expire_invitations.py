"""Forget who was invited a long time ago."""

from datetime import timedelta

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission

KEPT = timedelta(days=30)
AT_ONCE = 100


class ExpireInvitations(Command[None], frozen=True, kw_only=True):
    """Erase invitations 30 days after they ran out, whatever became of them; sent now and then."""

    permission = Permission.OPERATE


async def expire_invitations(
    command: ExpireInvitations,  # noqa: ARG001  by type
    identity: Identity,
    clock: Clock,
) -> None:
    """Erase some at a time: their addresses are of people who may have no account to delete."""
    async with identity.work() as work:
        for invitation in await work.invitations.over_before(clock.now() - KEPT, AT_ONCE):
            invitation.erase()
            work.invitations.erase(invitation)
