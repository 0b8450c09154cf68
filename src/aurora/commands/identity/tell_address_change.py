"""Tell an address that it is about to be replaced, before the new one is written to."""

from contextlib import suppress
from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.post import post
from aurora.commands.identity.send_address_confirmation import SendAddressConfirmation
from aurora.domains.identity.letters import LetterRefused, write
from aurora.domains.identity.links import Links
from aurora.domains.identity.ports import Identity, Mailer
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import Permission


class TellAddressChange(Command[None], frozen=True, kw_only=True):
    """Write to the address that a user has; then the one that the user wants is to be confirmed."""

    permission = Permission.OPERATE
    queue = "mail"

    user_id: UUID
    attempt: int = 0


async def tell_address_change(
    command: TellAddressChange, identity: Identity, mailer: Mailer, links: Links
) -> None:
    """Let nobody move an account away unnoticed; an address that takes no letters any more is a
    good reason to move, and stands in nobody's way.
    """
    async with identity.work() as work:
        user = await work.users.find(command.user_id)
    if user is None or user.new_email is None:
        return
    person = user.person
    letter = write(
        Occasion.ADDRESS_CHANGING, person.email, person.language, name=person.name, home=links.home
    )
    went = True
    with suppress(LetterRefused):
        went = await post(letter, command, mailer, identity)
    if went:
        async with identity.work() as work:
            work.enqueue(SendAddressConfirmation(user_id=user.id))
