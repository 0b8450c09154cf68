"""Send a user a link to set a new password with."""

from datetime import timedelta
from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.post import post
from aurora.domains.clock import Clock
from aurora.domains.identity.letters import write
from aurora.domains.identity.links import Links
from aurora.domains.identity.one_time import Ticket, mint, sha256_of
from aurora.domains.identity.ports import Identity, Mailer, Secrets
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import Permission

LIFE = timedelta(hours=1)


class SendPasswordReset(Command[None], frozen=True, kw_only=True):
    """Write to a user with a link that sets a new password: once, and for an hour."""

    permission = Permission.OPERATE
    queue = "mail"

    user_id: UUID
    attempt: int = 0


async def send_password_reset(
    command: SendPasswordReset,
    identity: Identity,
    mailer: Mailer,
    secrets: Secrets,
    links: Links,
    clock: Clock,
) -> None:
    """Mint the token here, so that it is in no job; run again, it makes the last one void."""
    token = mint(secrets.new())
    async with identity.work() as work:
        user = await work.users.find(command.user_id)
        if user is None or user.disabled:
            return
        user.offer_reset(Ticket(sha256=sha256_of(token), until=clock.now() + LIFE))
    person = user.person
    letter = write(
        Occasion.RESET_ASKED,
        person.email,
        person.language,
        name=person.name,
        home=links.home,
        link=links.password_reset(token),
    )
    await post(letter, command, mailer, identity)
