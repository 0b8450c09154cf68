"""What follows in perception from what happened."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid5

from aurora.commands.command import Command
from aurora.commands.perception.close_webhook import CloseWebhook
from aurora.commands.perception.deliver_notice import DeliverNotice
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.event import Recorded
from aurora.domains.perception.events import (
    CrawlCancelled,
    CrawlFinished,
    CrawlPaused,
    CrawlResumed,
    CrawlStarted,
)
from aurora.domains.perception.notice import Message
from aurora.domains.perception.webhook import NoticeKind


def on_crawl_started(recorded: Recorded) -> Iterator[SweepCrawls]:
    """A new crawl gets its first turns at once."""
    if isinstance(recorded.event, CrawlStarted):
        yield SweepCrawls()


def on_crawl_resumed(recorded: Recorded) -> Iterator[SweepCrawls]:
    """A crawl that goes on gets its turns at once."""
    if isinstance(recorded.event, CrawlResumed):
        yield SweepCrawls()


def on_crawl_changed(recorded: Recorded) -> Iterator[Command[Any]]:
    """A crawl's webhook is told of its changes; after the last one it is needed no longer."""
    match recorded.event:
        case CrawlStarted(notices=notices) as event if notices:
            yield _told(recorded, event, NoticeKind.STARTED)
        case CrawlPaused() as event:
            yield _told(recorded, event, NoticeKind.PAUSED)
        case CrawlResumed() as event:
            yield _told(recorded, event, NoticeKind.RESUMED)
        case CrawlFinished() as event:
            yield _told(recorded, event, NoticeKind.FINISHED)
            yield CloseWebhook(crawl_id=event.crawl_id)
        case CrawlCancelled() as event:
            yield _told(recorded, event, NoticeKind.CANCELLED)
            yield CloseWebhook(crawl_id=event.crawl_id)


def _told(
    recorded: Recorded,
    event: CrawlStarted | CrawlPaused | CrawlResumed | CrawlFinished | CrawlCancelled,
    kind: NoticeKind,
) -> DeliverNotice:
    id, at = uuid5(recorded.id, kind), recorded.occurred_at
    return DeliverNotice(message=Message(id=id, crawl_id=event.crawl_id, kind=kind, at=at))
