"""Keep a user out."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class DisableUser(Command[None], frozen=True, kw_only=True):
    """Refuse a user's password and access tokens from now on."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def disable_user(command: DisableUser, by: Principal, identity: Identity) -> None:
    """Disable the account, unless it is the caller's own."""
    async with identity.work() as work:
        (await work.users.get(command.user_id)).disable(by.id)
