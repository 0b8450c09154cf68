"""Take a role away."""

from aurora.commands.command import Command
from aurora.commands.identity.giving import own_role
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import require_within
from aurora.domains.principal import Permission, Principal


class DeleteRole(Command[None], frozen=True, kw_only=True):
    """Take away an own role that nobody holds."""

    permission = Permission.MANAGE_ROLES

    name: str


async def delete_role(command: DeleteRole, by: Principal, identity: Identity, clock: Clock) -> None:
    """Delete a role within the caller's own rights."""
    async with identity.work() as work:
        role = await own_role(command.name, work)
        require_within(role.permissions, by, f"the role {role.name}")
        role.delete(await work.roles.holders(role.name, clock.now()))
