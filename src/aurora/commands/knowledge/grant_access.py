"""Let somebody into a collection."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.errors import NotFound
from aurora.domains.knowledge.ports import Knowledge, Principals
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission, Principal


class GrantAccess(Command[None], frozen=True, kw_only=True):
    """Give a user or an API key a role on a collection; it replaces the one held before."""

    permission = Permission.READ_COLLECTIONS
    collection_id: UUID
    principal_id: UUID
    role: Role


async def grant_access(
    command: GrantAccess, by: Principal, knowledge: Knowledge, principals: Principals
) -> None:
    """Grant the role; only owners may, and only to somebody who is there: a collection is left to
    nobody.
    """
    if not await principals.known(command.principal_id):
        raise NotFound(f"no user or key {command.principal_id}")
    async with knowledge.work() as work:
        collection = await work.collections.get(command.collection_id)
        collection.require(Role.OWNER, by)
        collection.grant(command.principal_id, command.role)
