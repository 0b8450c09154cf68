"""Tell somebody by letter what happened to their account."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.post import post
from aurora.domains.identity.letters import write
from aurora.domains.identity.links import Links
from aurora.domains.identity.ports import Identity, Mailer
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import Permission


class SendNotice(Command[None], frozen=True, kw_only=True):
    """Write to a user on an occasion that asks for no link."""

    permission = Permission.OPERATE
    queue = "mail"

    user_id: UUID
    occasion: Occasion
    attempt: int = 0


async def send_notice(
    command: SendNotice, identity: Identity, mailer: Mailer, links: Links
) -> None:
    """Write it, unless there is no such user any more."""
    async with identity.work() as work:
        user = await work.users.find(command.user_id)
    if user is None:
        return
    person = user.person
    letter = write(
        command.occasion, person.email, person.language, name=person.name, home=links.home
    )
    await post(letter, command, mailer, identity)
