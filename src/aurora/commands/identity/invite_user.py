"""Invite somebody."""

from datetime import datetime
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_giving, require_over
from aurora.commands.identity.send_invitation import SendInvitation
from aurora.domains.clock import Clock, Ids
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.language import DEFAULT, known_tag
from aurora.domains.identity.person import fold_email
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """A new invitation, and until when it can be accepted."""

    id: UUID
    until: datetime


class InviteUser(Command[Invited], frozen=True, kw_only=True):
    """Have a letter sent with which its reader opens an account with that role.

    `language` (BCP 47) is the one of the letter. Nothing of it is kept for idempotency, since it
    names a person: `secret_answer`. Sent again, it takes the place of the last invitation.
    """

    permission = Permission.MANAGE_USERS
    secret_answer = True

    email: str
    role: str
    language: str = DEFAULT


async def invite_user(
    command: InviteUser, by: Principal, identity: Identity, clock: Clock, ids: Ids
) -> Invited:
    """Do and say the same whether the address has an account or not: the letter differs."""
    email, language = fold_email(command.email), known_tag(command.language)
    async with identity.work() as work:
        await require_giving(command.role, by, work)
        if last := await work.invitations.open_to(email):
            await require_over(last, by, work)
            last.revoke()
        invitation = Invitation.make(ids.new(), email, command.role, language, by.id, clock.now())
        work.invitations.add(invitation)
        work.enqueue(SendInvitation(invitation_id=invitation.id))
    return Invited(id=invitation.id, until=invitation.until)
