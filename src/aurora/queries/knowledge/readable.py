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
    return bool(await accesses.many(_as(by, collection_id)))


async def readable(
    by: Principal, collections: Views[CollectionView], accesses: Views[AccessView]
) -> Sequence[UUID]:
    """Give every collection that the caller may read, by ascending id."""
    if by.may(Permission.MANAGE_COLLECTIONS):
        return [view.id for view in await collections.list(EVERYTHING)]
    granted = await accesses.lists(EVERYTHING, [{"principal_id": id} for id in by.ids])
    return sorted({access.collection_id for part in granted for access in part})


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
    granted = await accesses.many([access for id in wanted for access in _as(by, id)])
    return [not granted.keys().isdisjoint(_as(by, id)) for id in wanted]


def _as(by: Principal, collection_id: UUID) -> Sequence[UUID]:
    """Give the identities of what may give the caller access to a collection."""
    return [access_id(collection_id, id) for id in by.ids]
