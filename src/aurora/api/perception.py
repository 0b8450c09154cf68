"""Perception over HTTP: crawls, their pages, and their progress as it happens."""

from typing import Annotated
from uuid import UUID

import msgspec
import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import ServerSentEvent

from aurora.api.crawl_events import event_id
from aurora.api.crawl_paths import either
from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.api.progress_events import LastEventId, followed
from aurora.api.texts import InFormat, in_format
from aurora.api.writable import ASKED, check_writable
from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.commands.perception.resume_crawl import ResumeCrawl
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.forms import TextFormat
from aurora.queries.perception.get_crawl import CrawlProgress, GetCrawl
from aurora.queries.perception.get_page import GetPage
from aurora.queries.perception.get_page_screenshot import GetPageScreenshot
from aurora.queries.perception.get_page_text import GetPageText
from aurora.queries.perception.list_crawls import ListCrawls
from aurora.queries.perception.list_exclusions import ListExclusions
from aurora.queries.perception.list_pages import ListPages
from aurora.queries.perception.views import CrawlView, ExclusionView, Outcome, PageView

log = structlog.get_logger("aurora.api")

WithOutcome = Annotated[Outcome | None, QueryParameter(description="only pages of this outcome")]


class StartedCrawl(msgspec.Struct, frozen=True):
    """The crawl that was started."""

    id: UUID


@post("/crawls", message=StartCrawl, also=ASKED, status_code=201)
async def start_crawl(
    data: JSONBody[StartCrawl], door: NamedDependency[Door]
) -> Response[StartedCrawl]:
    """Start to perceive a site; 404 or 403 where the caller may not write into the collection, 403
    where robots.txt is to be ignored and the caller may not decide that.
    """
    await check_writable(data.collection_id, door)
    id = await door.send(data)
    if data.ignore_robots:
        log.warning("a crawl ignores robots.txt", crawl=str(id), by=str(door.by.id))
    return Response(StartedCrawl(id), headers={"Location": f"/v1/crawls/{id}"})


@get("/crawls", message=ListCrawls)
async def list_crawls(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[CrawlView]:
    """Give the caller's crawls, oldest first."""
    return page(await door.ask(ListCrawls(limit=limit, cursor=cursor)), limit)


@get(either(""), message=GetCrawl)
async def get_crawl(crawl_id: FromPath[UUID], door: NamedDependency[Door]) -> CrawlProgress:
    """Tell how far a crawl has come, how fast it is and how long it may take."""
    return await door.ask(GetCrawl(crawl_id=crawl_id))


@post(either("/cancel"), message=CancelCrawl, status_code=204)
async def cancel_crawl(crawl_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """End a crawl early; what it captured stays."""
    await door.send(CancelCrawl(crawl_id=crawl_id))


@post(either("/pause"), message=PauseCrawl, status_code=204)
async def pause_crawl(crawl_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Let a crawl rest within seconds; what is under way is recorded."""
    await door.send(PauseCrawl(crawl_id=crawl_id))


@post(either("/resume"), message=ResumeCrawl, status_code=204)
async def resume_crawl(crawl_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Let a paused crawl go on where it was."""
    await door.send(ResumeCrawl(crawl_id=crawl_id))


@get(either("/pages"), message=ListPages)
async def list_pages(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    outcome: WithOutcome = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PageView]:
    """Tell what became of the crawl's URLs."""
    query = ListPages(crawl_id=crawl_id, outcome=outcome, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


@get(either("/pages/{page_id:uuid}"), message=GetPage)
async def get_page(
    crawl_id: FromPath[UUID], page_id: FromPath[UUID], door: NamedDependency[Door]
) -> PageView:
    """Tell what became of one URL."""
    return await door.ask(GetPage(crawl_id=crawl_id, page_id=page_id))


@get(either("/pages/{page_id:uuid}/text"), message=GetPageText, media_type="text/markdown")
async def get_page_text(
    crawl_id: FromPath[UUID],
    page_id: FromPath[UUID],
    door: NamedDependency[Door],
    format: InFormat = TextFormat.TEXT,
) -> Response[str]:
    """Give the clean text of a captured page; 404 for a form of which nothing was kept."""
    query = GetPageText(crawl_id=crawl_id, page_id=page_id, format=format)
    return in_format(await door.ask(query), format)


@get(
    either("/pages/{page_id:uuid}/screenshots/{number:int}"),
    message=GetPageScreenshot,
    media_type="image/png",
)
async def get_page_screenshot(
    crawl_id: FromPath[UUID],
    page_id: FromPath[UUID],
    number: FromPath[int],
    door: NamedDependency[Door],
) -> bytes:
    """Give a picture that was taken of a rendered page, by its number from 1."""
    query = GetPageScreenshot(crawl_id=crawl_id, page_id=page_id, number=number)
    return await door.ask(query)


@get(either("/excluded"), message=ListExclusions)
async def list_exclusions(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ExclusionView]:
    """Tell which links the crawl does not follow, and which rule is against each."""
    query = ListExclusions(crawl_id=crawl_id, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


@get(
    either("/events"),
    message=GetCrawl,
    media_type="text/event-stream",
)
async def crawl_events(
    crawl_id: FromPath[UUID], door: NamedDependency[Door], last_event_id: LastEventId = None
) -> ServerSentEvent:
    """Follow a crawl: a `progress` event at once and at each change, `end` as the last one."""
    query = GetCrawl(crawl_id=crawl_id)
    return await followed(lambda: door.ask(query), last_event_id, event_id)


ROUTES: tuple[HTTPRouteHandler, ...] = (
    start_crawl,
    list_crawls,
    get_crawl,
    cancel_crawl,
    pause_crawl,
    resume_crawl,
    list_pages,
    get_page,
    get_page_text,
    get_page_screenshot,
    list_exclusions,
    crawl_events,
)
