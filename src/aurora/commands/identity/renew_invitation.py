"""Send an invitation again."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_giving
from aurora.commands.identity.send_invitation import SendInvitation
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class RenewInvitation(Command[None], frozen=True, kw_only=True):
    """Have another letter sent, and let the invitation hold for seven more days."""

    permission = Permission.MANAGE_USERS

    invitation_id: UUID


async def renew_invitation(
    command: RenewInvitation, by: Principal, identity: Identity, clock: Clock
) -> None:
    """Renew it, if the caller could make it, in whose name it is then; the link in the last letter
    is void.
    """
    async with identity.work() as work:
        invitation = await work.invitations.get(command.invitation_id)
        await require_giving(invitation.role, by, work)
        invitation.renew(by.id, clock.now())
        work.enqueue(SendInvitation(invitation_id=invitation.id))
