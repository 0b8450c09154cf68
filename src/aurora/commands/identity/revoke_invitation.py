"""Take an invitation back."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission


class RevokeInvitation(Command[None], frozen=True, kw_only=True):
    """Make the link in an invitation's letter open nothing."""

    permission = Permission.MANAGE_USERS

    invitation_id: UUID


async def revoke_invitation(command: RevokeInvitation, identity: Identity) -> None:
    """Revoke it."""
    async with identity.work() as work:
        (await work.invitations.get(command.invitation_id)).revoke()
