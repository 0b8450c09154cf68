"""Keeps the collections and everybody's access to them up."""

from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.knowledge.events import AccessGranted, AccessRevoked, CollectionCreated
from aurora.domains.knowledge.types import Role
from aurora.queries.knowledge.views import AccessView, CollectionView, access_id
from aurora.queries.view import EVERYTHING, Views


async def project_collections(
    recorded: Recorded, collections: Views[CollectionView], accesses: Views[AccessView]
) -> None:
    """Follow foundings, grants and revocations."""
    match recorded.event:
        case CollectionCreated(collection_id=id, name=name, owner_id=owner):
            grants = {owner: Role.OWNER}
            await collections.put(
                CollectionView(id=id, version=recorded.version, name=name, grants=grants)
            )
            await accesses.put(_access(recorded, id, owner, Role.OWNER))
        case AccessGranted(collection_id=id, principal_id=principal, role=role):
            await _regrant(recorded, id, {principal: role}, collections)
            await accesses.put(_access(recorded, id, principal, role))
        case AccessRevoked(collection_id=id, principal_id=principal):
            await _regrant(recorded, id, {principal: None}, collections)
            await accesses.forget(access_id(id, principal), recorded.version)
        case None:
            await _erase(recorded, collections, accesses)


def _access(recorded: Recorded, collection: UUID, principal: UUID, role: Role) -> AccessView:
    return AccessView(
        id=access_id(collection, principal),
        version=recorded.version,
        principal_id=principal,
        collection_id=collection,
        role=role,
    )


async def _regrant(
    recorded: Recorded,
    id: UUID,
    changed: dict[UUID, Role | None],
    collections: Views[CollectionView],
) -> None:
    if view := await collections.get(id):
        grants = {who: role for who, role in {**view.grants, **changed}.items() if role}
        await collections.put(replace(view, grants=grants, version=recorded.version))


async def _erase(
    recorded: Recorded, collections: Views[CollectionView], accesses: Views[AccessView]
) -> None:
    if await collections.get(recorded.aggregate_id):
        await collections.forget(recorded.aggregate_id, recorded.version)
    for access in await accesses.list(EVERYTHING, collection_id=recorded.aggregate_id):
        await accesses.forget(access.id, recorded.version)
