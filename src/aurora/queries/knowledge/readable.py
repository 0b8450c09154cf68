"""Which collections a caller may read."""

from collections.abc import Sequence
from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.views import AccessView, CollectionView, access_id
from aurora.queries.view import EVERYTHING, Views


async def may_read(collection_id: UUID, by: Principal, accesses: Views[AccessView]) -> bool:
    """Tell whether the caller may read what is in the collection."""
    if by.may(Permission.MANAGE_COLLECTIONS):
        return True
    return await accesses.get(access_id(collection_id, by.id)) is not None


async def readable(
    by: Principal, collections: Views[CollectionView], accesses: Views[AccessView]
) -> Sequence[UUID]:
    """Give every collection that the caller may read, by ascending id."""
    if by.may(Permission.MANAGE_COLLECTIONS):
        return [view.id for view in await collections.list(EVERYTHING)]
    granted = await accesses.list(EVERYTHING, principal_id=by.id)
    return sorted(access.collection_id for access in granted)


async def chosen(
    named: Sequence[UUID] | None,
    by: Principal,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
) -> Sequence[UUID]:
    """Give the named collections, or all; raises NotFound for one that the caller may not read."""
    if named is None:
        return await readable(by, collections, accesses)
    wanted = list(dict.fromkeys(named))
    for id, allowed in zip(wanted, await _allowed(wanted, by, collections, accesses), strict=True):
        if not allowed:
            raise NotFound(f"no collection {id}")
    return wanted


async def _allowed(
    wanted: Sequence[UUID],
    by: Principal,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
) -> Sequence[bool]:
    if by.may(Permission.MANAGE_COLLECTIONS):
        there = await collections.many(wanted)
        return [id in there for id in wanted]
    granted = await accesses.many([access_id(id, by.id) for id in wanted])
    return [access_id(id, by.id) in granted for id in wanted]
