"""Let a role allow something else."""

from aurora.commands.command import Command
from aurora.commands.identity.giving import own_role
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import require_within
from aurora.domains.principal import Permission, Principal


class ChangeRole(Command[None], frozen=True, kw_only=True):
    """Let an own role allow these permissions instead, for everybody who holds it."""

    permission = Permission.MANAGE_ROLES

    name: str
    permissions: frozenset[Permission]


async def change_role(command: ChangeRole, by: Principal, identity: Identity) -> None:
    """Change a role that is, before and after, within the caller's own rights."""
    async with identity.work() as work:
        role = await own_role(command.name, work)
        require_within(role.permissions, by, f"the role {role.name}")
        role.change(command.permissions)
        require_within(role.permissions, by, f"the role {role.name}")
