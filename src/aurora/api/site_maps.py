"""Maps of sites over HTTP: at once, or while nobody waits."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.response import ServerSentEvent

from aurora.api.crawl_events import event_id
from aurora.api.described import answers
from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.api.progress_events import LastEventId, followed
from aurora.api.waiting import Prefer, accepted, later, while_connected
from aurora.commands.perception.cancel_mapping import CancelMapping
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.start_mapping import StartMapping
from aurora.commands.perception.survey import SiteMap
from aurora.queries.perception.get_mapping import GetMapping
from aurora.queries.perception.get_mapping_result import GetMappingResult
from aurora.queries.perception.list_mappings import ListMappings
from aurora.queries.perception.mappings_projection import MappingView


class StartedMap(msgspec.Struct, frozen=True):
    """The map that is being made."""

    id: UUID


@post(
    "/map",
    message=MapSite,
    also=(StartMapping,),
    status_code=200,
    responses=answers(
        {200: (SiteMap, "the URLs that were found"), 202: (StartedMap, "they are looked for later")}
    ),
)
async def map_site(
    data: JSONBody[MapSite],
    request: Request[Any, Any, Any],
    door: NamedDependency[Door],
    prefer: Prefer = None,
) -> Response[SiteMap] | Response[StartedMap]:
    """List a site's URLs without fetching its pages: from sitemaps, feeds, llms.txt, the start
    page; who hangs up ends it.

    With `Prefer: respond-async` the answer is 202 with the place where the map will be.
    """
    if later(prefer):
        id = await door.send(StartMapping(site=data))
        return accepted(StartedMap(id), f"/v1/maps/{id}")
    return Response(await while_connected(request, door.send(data)))


@get("/maps", message=ListMappings)
async def list_maps(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[MappingView]:
    """Give the caller's maps that nobody waited for, oldest first."""
    return page(await door.ask(ListMappings(limit=limit, cursor=cursor)), limit)


@get("/maps/{map_id:uuid}", message=GetMapping)
async def get_map(map_id: FromPath[UUID], door: NamedDependency[Door]) -> MappingView:
    """Tell how far a map has come."""
    return await door.ask(GetMapping(mapping_id=map_id))


@get("/maps/{map_id:uuid}/result", message=GetMappingResult)
async def get_map_result(map_id: FromPath[UUID], door: NamedDependency[Door]) -> Response[bytes]:
    """Give the map itself, as `POST /v1/map` would: 409 before its end, 404 after a day."""
    return Response(
        await door.ask(GetMappingResult(mapping_id=map_id)), media_type="application/json"
    )


@get("/maps/{map_id:uuid}/events", message=GetMapping, media_type="text/event-stream")
async def map_events(
    map_id: FromPath[UUID], door: NamedDependency[Door], last_event_id: LastEventId = None
) -> ServerSentEvent:
    """Follow a map: a `progress` event at once and at each change, `end` as the last one."""
    query = GetMapping(mapping_id=map_id)
    return await followed(lambda: door.ask(query), last_event_id, event_id)


@post("/maps/{map_id:uuid}/cancel", message=CancelMapping, status_code=204)
async def cancel_map(map_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """End a map early; nothing of it is kept."""
    await door.send(CancelMapping(mapping_id=map_id))


ROUTES: tuple[HTTPRouteHandler, ...] = (
    map_site,
    list_maps,
    get_map,
    get_map_result,
    map_events,
    cancel_map,
)
