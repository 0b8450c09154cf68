"""Batches over HTTP: lists of URLs to be fetched; the rest is as with crawls."""

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.api.writable import ASKED, check_writable
from aurora.commands.perception.start_batch import StartBatch, StartedBatch
from aurora.domains.perception.types import CrawlKind
from aurora.queries.perception.list_crawls import ListCrawls
from aurora.queries.perception.views import CrawlView

log = structlog.get_logger("aurora.api")


@post("/batches", message=StartBatch, also=ASKED, status_code=201)
async def start_batch(
    data: JSONBody[StartBatch], door: NamedDependency[Door]
) -> Response[StartedBatch]:
    """Start to fetch the URLs of a list; what cannot be fetched is `refused`, URL by URL. 403 where
    robots.txt is to be ignored and the caller may not decide that.
    """
    await check_writable(data.collection_id, door)
    started = await door.send(data)
    if data.ignore_robots:
        log.warning("a batch ignores robots.txt", batch=str(started.id), by=str(door.by.id))
    return Response(started, headers={"Location": f"/v1/batches/{started.id}"})


@get("/batches", message=ListCrawls)
async def list_batches(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[CrawlView]:
    """Give the caller's batches, oldest first."""
    query = ListCrawls(kind=CrawlKind.BATCH, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


ROUTES: tuple[HTTPRouteHandler, ...] = (start_batch, list_batches)
