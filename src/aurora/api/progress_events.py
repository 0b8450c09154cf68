"""The progress of what takes a while as server-sent events.

Every event is the whole state at that moment and its id says which one, so that who reconnects
with Last-Event-ID misses nothing and gets nothing twice. After a minute everybody has to: the
caller is recognised anew, and nobody who was signed out meanwhile follows any further.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Protocol, TypeVar

import msgspec
from litestar.params import HeaderParameter
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from aurora.domains.errors import AuroraError, Unavailable

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 10.0
LONGEST_SECONDS = 60.0
LOOK_SHARE = 10
LastEventId = Annotated[
    str | None,
    HeaderParameter(name="Last-Event-ID", description="the id of the last event received"),
]
P = TypeVar("P", bound="Progress")


class Stage(Protocol):
    """Where it stands."""

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        ...


class Progress(Protocol):
    """How far it has come."""

    @property
    def status(self) -> Stage:
        """Where it stands."""
        ...


async def followed(
    look: Callable[[], Awaitable[P]], last_event_id: str | None, named: Callable[[P], str]
) -> ServerSentEvent:
    """Answer with a stream of what is seen; raise what the first look raises."""
    return ServerSentEvent(stream(await look(), look, last_event_id, named))


async def stream(
    progress: P,
    look: Callable[[], Awaitable[P]],
    last_event_id: str | None,
    named: Callable[[P], str],
    *,
    poll: float = POLL_SECONDS,
    heartbeat: float = HEARTBEAT_SECONDS,
    longest: float = LONGEST_SECONDS,
) -> AsyncIterator[ServerSentEventMessage]:
    """Give an event per change until the end, and a comment where nothing happens; states that
    are `named` alike are one. It breaks off after the `longest` that a caller is believed.
    """
    began = told_at = time.monotonic()
    told, took = last_event_id, 0.0
    while not progress.status.ended:
        if named(progress) != told:
            told, told_at = named(progress), time.monotonic()
            yield _message("progress", progress, told)
        elif time.monotonic() - told_at >= heartbeat:
            told_at = time.monotonic()
            yield ServerSentEventMessage(data=None, comment="still here")
        if time.monotonic() - began >= longest:
            return
        await asyncio.sleep(max(poll, LOOK_SHARE * took))
        looked_at = time.monotonic()
        try:
            progress = await look()
            took = time.monotonic() - looked_at
        except Unavailable:
            continue
        except AuroraError:
            return
    yield _message("end", progress, named(progress))


def _message(event: str, progress: Progress, id: str) -> ServerSentEventMessage:
    data = msgspec.json.encode(progress).decode()
    return ServerSentEventMessage(data=data, event=event, id=id)
