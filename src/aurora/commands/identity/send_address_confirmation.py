"""Have a new e-mail address confirmed."""

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


class SendAddressConfirmation(Command[None], frozen=True, kw_only=True):
    """Write to the address that an account is to get: with a link that confirms it, once and for
    an hour, or to who has an account there already just that.
    """

    permission = Permission.OPERATE
    queue = "mail"

    user_id: UUID
    attempt: int = 0


async def send_address_confirmation(
    command: SendAddressConfirmation,
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
        if user is None or user.new_email is None:
            return
        email, language = user.new_email, user.person.language
        taken = await work.users.with_email(email)
        if taken is None:
            user.offer_address(Ticket(sha256=sha256_of(token), until=clock.now() + LIFE))
    if taken:
        letter = write(Occasion.KNOWN_ALREADY, email, taken.person.language, home=links.home)
    else:
        link = links.address(token)
        letter = write(Occasion.ADDRESS_TO_CONFIRM, email, language, home=links.home, link=link)
    await post(letter, command, mailer, identity)
