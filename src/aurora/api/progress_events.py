"""The progress of crawls, batches, mappings and uploads as server-sent events.

Every event is the whole state at that moment and its id says which one, so that who reconnects
with Last-Event-ID misses nothing and gets nothing twice.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, TypeVar

import msgspec
from litestar.params import HeaderParameter
from litestar.response.sse import ServerSentEventMessage

from aurora.domains.errors import AuroraError, Unavailable
from aurora.queries.knowledge.uploads_projection import UploadView
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.mappings_projection import MappingView

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 10.0
LOOK_SHARE = 10
LastEventId = Annotated[
    str | None,
    HeaderParameter(name="Last-Event-ID", description="the id of the last event received"),
]
P = TypeVar("P", CrawlProgress, MappingView, UploadView)


async def stream(
    progress: P,
    look: Callable[[], Awaitable[P]],
    last_event_id: str | None,
    *,
    poll: float = POLL_SECONDS,
    heartbeat: float = HEARTBEAT_SECONDS,
) -> AsyncIterator[ServerSentEventMessage]:
    """Give an event per change until the end, and a comment where nothing happens."""
    told, told_at, took = last_event_id, time.monotonic(), 0.0
    while not progress.status.ended:
        if event_id(progress) != told:
            told, told_at = event_id(progress), time.monotonic()
            yield _message("progress", progress)
        elif time.monotonic() - told_at >= heartbeat:
            told_at = time.monotonic()
            yield ServerSentEventMessage(data=None, comment="still here")
        await asyncio.sleep(max(poll, LOOK_SHARE * took))
        began = time.monotonic()
        try:
            progress = await look()
            took = time.monotonic() - began
        except Unavailable:
            continue
        except AuroraError:
            return
    yield _message("end", progress)


def event_id(progress: CrawlProgress | MappingView | UploadView) -> str:
    """Name a state of a crawl by what was decided, what is known and what it does; one of a mapping
    or an upload by its version.
    """
    if isinstance(progress, MappingView | UploadView):
        return str(progress.version)
    decided = progress.captured + progress.skipped + progress.failed
    doing = progress.activity.now if progress.activity else progress.status
    return f"{decided}.{progress.known}.{doing}"


def _message(
    event: str, progress: CrawlProgress | MappingView | UploadView
) -> ServerSentEventMessage:
    data = msgspec.json.encode(progress).decode()
    return ServerSentEventMessage(data=data, event=event, id=event_id(progress))
