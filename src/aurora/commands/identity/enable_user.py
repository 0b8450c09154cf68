"""Let a user in again."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission


class EnableUser(Command[None], frozen=True, kw_only=True):
    """Take a disabled user's password and access tokens again."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def enable_user(command: EnableUser, identity: Identity) -> None:
    """Enable the account."""
    async with identity.work() as work:
        (await work.users.get(command.user_id)).enable()
