"""Whether captures may go where a request wants them."""

from uuid import UUID

from aurora.api.door import Door
from aurora.domains.errors import Forbidden
from aurora.domains.knowledge.types import Role, permits
from aurora.queries.knowledge.get_collection import GetCollection

ASKED = (GetCollection,)  # what a route asks that checks it


async def check_writable(collection_id: UUID | None, door: Door) -> None:
    """Refuse a collection that the caller may not write into: raises NotFound and Forbidden."""
    if collection_id is None:
        return
    collection = await door.ask(GetCollection(collection_id=collection_id))
    if not permits(collection.grants, door.by, Role.WRITER):
        raise Forbidden(f"this needs the role {Role.WRITER} on the collection")
