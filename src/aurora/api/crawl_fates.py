"""What became of a crawl's URLs and how it goes at its hosts, over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream
from msgspec.structs import replace

from aurora.api.crawl_paths import either
from aurora.api.door import Door
from aurora.api.fate_export import ExportFormat, exported
from aurora.api.pagination import Cursor, Limit, Page, Part, page
from aurora.domains.errors import Unavailable
from aurora.domains.perception.notice import NoticeState
from aurora.queries.perception.fates import Fate
from aurora.queries.perception.list_fates import Fates, ListFates
from aurora.queries.perception.list_hosts import CrawlHostView, ListHosts
from aurora.queries.perception.list_notices import ListNotices
from aurora.queries.perception.notices_projection import NoticeView

PART = 500
TRIES, PAUSE_SECONDS = 30, 0.5

WithFate = Annotated[Fate | None, QueryParameter(name="outcome", description="only this outcome")]
Reason = Annotated[
    str | None, QueryParameter(description="only this reason, such as `timeout` or `scope`")
]
Host = Annotated[str | None, QueryParameter(description="only this host, `host[:port]`")]
Prefix = Annotated[str | None, QueryParameter(description="only URLs that begin so")]
Url = Annotated[str | None, QueryParameter(name="url", description="only this URL")]
Mark = Annotated[str | None, QueryParameter(name="cursor", description="`next` of the part before")]

WithState = Annotated[NoticeState | None, QueryParameter(description="only in this state")]


@get(either("/urls"), message=ListFates)
async def list_fates(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    outcome: WithFate = None,
    reason: Reason = None,
    host: Host = None,
    prefix: Prefix = None,
    url: Url = None,
    limit: Limit = 50,
    cursor: Mark = None,
) -> Fates:
    """Tell what became of each URL: captured, skipped, failed, excluded by a rule, left or waiting.

    A part may be short and have a next one: follow `next` until it is null.
    """
    return await door.ask(
        ListFates(
            crawl_id=crawl_id,
            outcome=outcome,
            reason=reason,
            host=host,
            prefix=prefix,
            url=url,
            limit=limit,
            cursor=cursor,
        )
    )


@get(either("/hosts"), message=ListHosts)
async def list_hosts(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    limit: Limit = 50,
    cursor: Mark = None,
) -> Part[CrawlHostView]:
    """Tell how the crawl goes at each host: what happens there until when, and its URLs."""
    hosts = await door.ask(ListHosts(crawl_id=crawl_id, limit=limit, cursor=cursor))
    return Part(hosts, hosts[-1].host if len(hosts) == limit else None)


@get(either("/export"), message=ListFates)
async def export_fates(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    format: Annotated[
        ExportFormat, QueryParameter(description="`ndjson` or `csv`")
    ] = ExportFormat.NDJSON,
    outcome: WithFate = None,
    reason: Reason = None,
    host: Host = None,
    prefix: Prefix = None,
) -> Stream:
    """Give all URLs with their fates as one file: JSON lines, or CSV with a header.

    In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe.
    """
    query = ListFates(
        crawl_id=crawl_id, outcome=outcome, reason=reason, host=host, prefix=prefix, limit=PART
    )

    name = f'attachment; filename="crawl-{crawl_id}.{format}"'
    return Stream(
        exported(_parts(await door.ask(query), query, door), format),
        media_type=format.media_type,
        headers={"Content-Disposition": name},
    )


async def _parts(first: Fates, query: ListFates, door: Door) -> AsyncIterator[Fates]:
    part = first
    yield part
    while part.next:
        part = await _patiently(replace(query, cursor=part.next), door)
        yield part


async def _patiently(query: ListFates, door: Door) -> Fates:
    """Wait for a store that is away for a moment: what was begun cannot be answered otherwise."""
    for _ in range(TRIES - 1):
        with suppress(Unavailable):
            return await door.ask(query)
        await asyncio.sleep(PAUSE_SECONDS)
    return await door.ask(query)


@get(either("/webhooks"), message=ListNotices)
async def list_notices(
    crawl_id: FromPath[UUID],
    door: NamedDependency[Door],
    standing: WithState = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[NoticeView]:
    """Tell what the crawl's webhook was told, and what could not be delivered."""
    query = ListNotices(crawl_id=crawl_id, state=standing, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


ROUTES: tuple[HTTPRouteHandler, ...] = (list_fates, list_hosts, export_fates, list_notices)
