"""Found a collection."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Ids
from aurora.domains.knowledge.collection import Collection, NameTaken
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission, Principal


class CreateCollection(Command[UUID], frozen=True, kw_only=True):
    """Found a collection that belongs to the caller."""

    permission = Permission.CREATE_COLLECTIONS
    name: str


async def create_collection(
    command: CreateCollection, by: Principal, knowledge: Knowledge, ids: Ids
) -> UUID:
    """Found the collection; raises NameTaken."""
    collection = Collection.create(ids.new(), command.name, by.owner)
    async with knowledge.work() as work:
        if await work.collections.named(collection.name):
            raise NameTaken(f"there is a collection named {collection.name!r} already")
        work.collections.add(collection)
    return collection.id
