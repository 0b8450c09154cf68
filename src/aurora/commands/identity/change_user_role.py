"""Give a user another role."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_giving, require_over
from aurora.commands.identity.succession import keep_an_administrator
from aurora.domains.identity.ports import Identity
from aurora.domains.principal import Permission, Principal


class ChangeUserRole(Command[None], frozen=True, kw_only=True):
    """Let a user do what another role allows, and nothing else, from the next request on."""

    permission = Permission.MANAGE_USERS

    user_id: UUID
    role: str


async def change_user_role(command: ChangeUserRole, by: Principal, identity: Identity) -> None:
    """Change the role where both it and the one before are within the caller's own rights, and
    somebody else still administers.
    """
    async with identity.work() as work:
        user = await work.users.get(command.user_id)
        await require_giving(command.role, by, work)
        await require_over(user, by, work)
        if command.role != user.role:
            await keep_an_administrator(user, work.users)
        user.change_role(command.role)
