"""Keeps up the views of mappings."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.perception.events import (
    MappingCancelled,
    MappingExpired,
    MappingFailed,
    MappingFinished,
    MappingProgressed,
    MappingStarted,
)
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.domains.perception.types import Scope
from aurora.queries.view import View, Views


class MappingView(View, frozen=True, kw_only=True):
    """The mapping of a site: where it stands, how many URLs were found in how many places, and how
    many of these failed.
    """

    indexes = (("owner_id",),)

    owner_id: UUID
    url: str
    scope: Scope
    status: MappingStatus
    started_at: datetime
    ended_at: datetime | None = None
    found: int = 0
    sources: int = 0
    failed: int = 0
    truncated: bool = False
    detail: str | None = None
    result_sha256: str | None = None


async def project_mappings(recorded: Recorded, views: Views[MappingView]) -> None:
    """Note where mappings stand."""
    match recorded.event:
        case MappingStarted() as event:
            await views.put(
                MappingView(
                    id=event.mapping_id,
                    version=recorded.version,
                    owner_id=event.owner_id,
                    url=event.url,
                    scope=event.scope,
                    status=MappingStatus.RUNNING,
                    started_at=recorded.occurred_at,
                )
            )
        case MappingProgressed(mapping_id=id) as event:
            known = {"found": event.found, "sources": event.sources, "failed": event.failed}
            await _change(views, id, recorded, **known)
        case MappingFinished(mapping_id=id) as event:
            await _end(
                views,
                id,
                recorded,
                status=MappingStatus.FINISHED,
                found=event.found,
                sources=event.sources,
                failed=event.failed,
                truncated=event.truncated,
                result_sha256=event.result_sha256,
            )
        case MappingFailed(mapping_id=id, detail=detail):
            await _end(views, id, recorded, status=MappingStatus.FAILED, detail=detail)
        case MappingCancelled(mapping_id=id):
            await _end(views, id, recorded, status=MappingStatus.CANCELLED)
        case MappingExpired(mapping_id=id):
            expired = MappingStatus.EXPIRED
            await _change(views, id, recorded, status=expired, result_sha256=None)


async def _end(views: Views[MappingView], id: UUID, recorded: Recorded, **changes: object) -> None:
    await _change(views, id, recorded, ended_at=recorded.occurred_at, **changes)


async def _change(
    views: Views[MappingView], id: UUID, recorded: Recorded, **changes: object
) -> None:
    if (view := await views.get(id)) and view.version < recorded.version:
        await views.put(replace(view, version=recorded.version, **changes))
