"""The list that came of a mapping."""

from uuid import UUID

import msgspec

from aurora.domains.blobs import Blobs
from aurora.domains.errors import Conflict, NotFound
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.get_mapping import GetMapping, get_mapping
from aurora.queries.perception.mappings_projection import MappingView
from aurora.queries.query import Query
from aurora.queries.view import Views


class NotYet(Conflict):
    """The mapping has no list, or not yet."""


class _Kept(msgspec.Struct, frozen=True):
    site: msgspec.Raw


class GetMappingResult(Query[bytes], frozen=True, kw_only=True):
    """Ask for the URLs that a mapping found."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    mapping_id: UUID


async def get_mapping_result(
    query: GetMappingResult, by: Principal, mappings: Views[MappingView], blobs: Blobs
) -> bytes:
    """Give the list as JSON; raises NotYet, and NotFound for one that is kept no longer."""
    view = await get_mapping(GetMapping(mapping_id=query.mapping_id), by, mappings)
    if view.status is MappingStatus.EXPIRED:
        raise NotFound(f"the list of the map {view.id} is kept no longer")
    if view.result_sha256 is None:
        raise NotYet(f"the map is {view.status}")
    kept = msgspec.json.decode(await blobs.get(view.result_sha256), type=_Kept)
    return bytes(kept.site)
