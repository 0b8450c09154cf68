"""Let a user in again."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_over
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class EnableUser(Command[None], frozen=True, kw_only=True):
    """Take a disabled user's password again; what was signed in to before stays over."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def enable_user(command: EnableUser, by: Principal, identity: Identity) -> None:
    """Enable the account, unless it may do more than the caller."""
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_over(user, by, work)
        user.enable()
