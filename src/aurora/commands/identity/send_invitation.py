"""Send the letter of an invitation."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.post import post
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.letters import Letter, write
from aurora.domains.identity.links import Links
from aurora.domains.identity.one_time import mint, sha256_of
from aurora.domains.identity.ports import Identity, Mailer, Secrets
from aurora.domains.identity.user import User
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import Permission


class SendInvitation(Command[None], frozen=True, kw_only=True):
    """Write to who is invited, with a link that opens an account once."""

    permission = Permission.OPERATE
    queue = "mail"

    invitation_id: UUID
    attempt: int = 0


async def send_invitation(
    command: SendInvitation,
    identity: Identity,
    mailer: Mailer,
    secrets: Secrets,
    links: Links,
) -> None:
    """Mint the token here, so that it is in no job; tell who has an account already just that."""
    token = mint(secrets.new())
    async with identity.work() as work:
        invitation = await work.invitations.find(command.invitation_id)
        if invitation is None or invitation.closed:
            return
        known = await work.users.with_email(invitation.email)
        if known is None:
            invitation.offer(sha256_of(token))
    letter = _known_already(known, links) if known else _invited(invitation, token, links)
    await post(letter, command, mailer, identity)


def _known_already(user: User, links: Links) -> Letter:
    person = user.person
    return write(Occasion.KNOWN_ALREADY, person.email, person.language, home=links.home)


def _invited(invitation: Invitation, token: str, links: Links) -> Letter:
    return write(
        Occasion.INVITED,
        invitation.email,
        invitation.language,
        home=links.home,
        link=links.invitation(token),
    )
