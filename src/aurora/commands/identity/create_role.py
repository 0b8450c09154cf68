"""Define a role of one's own."""

from aurora.commands.command import Command
from aurora.domains.identity.own_role import OwnRole, role_id
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import require_within
from aurora.domains.principal import Permission, Principal


class CreateRole(Command[None], frozen=True, kw_only=True):
    """Define a role that allows these permissions; users and keys hold it by its name."""

    permission = Permission.MANAGE_ROLES

    name: str
    permissions: frozenset[Permission]


async def create_role(command: CreateRole, by: Principal, identity: Identity) -> None:
    """Define the role, one that was deleted once more; nobody makes one beyond their own rights."""
    new = OwnRole.named(command.name)
    async with identity.work() as work:
        role = await work.roles.find(role_id(command.name)) or new
        role.define(command.permissions)
        require_within(role.permissions, by, f"the role {role.name}")
        work.roles.add(role)
