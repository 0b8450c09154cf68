"""Forget a user."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.erasing import forget
from aurora.commands.identity.giving import require_over
from aurora.domains.errors import Conflict
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class ErasesOneself(Conflict):
    """One's own account is deleted with its password."""


class DeleteUser(Command[None], frozen=True, kw_only=True):
    """Erase somebody's account and personal data for good."""

    permission = Permission.MANAGE_USERS

    user_id: UUID


async def delete_user(command: DeleteUser, by: Principal, identity: Identity) -> None:
    """Erase it, unless it is the caller's own, nobody else administers or it may do more than the
    caller.
    """
    if command.user_id == by.owner:
        raise ErasesOneself("delete your own account with DELETE /v1/me and your password")
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_over(user, by, work)
        await forget(user, work)
