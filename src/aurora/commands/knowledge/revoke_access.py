"""Take somebody's access to a collection away."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission, Principal


class RevokeAccess(Command[None], frozen=True, kw_only=True):
    """Take a user's or an API key's role on a collection away; nothing where there is none."""

    permission = Permission.READ_COLLECTIONS
    collection_id: UUID
    principal_id: UUID


async def revoke_access(command: RevokeAccess, by: Principal, knowledge: Knowledge) -> None:
    """Revoke the role; only owners may, and one owner stays."""
    async with knowledge.work() as work:
        collection = await work.collections.get(command.collection_id)
        collection.require(Role.OWNER, by)
        collection.revoke(command.principal_id)
