"""Take an invitation back."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class RevokeInvitation(Command[None], frozen=True, kw_only=True):
    """Make the link in an invitation's letter open nothing."""

    permission = Permission.MANAGE_USERS

    invitation_id: UUID


async def revoke_invitation(command: RevokeInvitation, by: Principal, identity: Identity) -> None:
    """Revoke it, if it is to a role within the caller's own rights."""
    async with identity.work() as work:
        invitation = await work.invitations.get(command.invitation_id)
        await require_over(invitation, by, work)
        invitation.revoke()
