"""Keeps up the views of notices to webhooks."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.perception.events import NoticeDelivered, NoticeFailed
from aurora.domains.perception.notice import NoticeState
from aurora.domains.perception.webhook import NoticeKind
from aurora.queries.view import View, Views


class NoticeView(View, frozen=True, kw_only=True):
    """One notice to a crawl's webhook: of what, of how many pages, and how its last try ended."""

    indexes = (("crawl_id",), ("crawl_id", "state"))

    crawl_id: UUID
    kind: NoticeKind
    pages: int
    state: NoticeState
    tries: int
    tried_at: datetime
    status: int | None = None
    detail: str | None = None
    again_at: datetime | None = None


async def project_notices(recorded: Recorded, views: Views[NoticeView]) -> None:
    """Note how the last try of a notice ended."""
    match recorded.event:
        case NoticeDelivered() as event:
            await views.put(_tried(recorded, event, NoticeState.DELIVERED))
        case NoticeFailed() as event:
            state = NoticeState.WAITING if event.again_at else NoticeState.GIVEN_UP
            failed = _tried(recorded, event, state)
            await views.put(replace(failed, detail=event.detail, again_at=event.again_at))


def _tried(
    recorded: Recorded, event: NoticeDelivered | NoticeFailed, state: NoticeState
) -> NoticeView:
    return NoticeView(
        id=event.notice_id,
        version=recorded.version,
        crawl_id=event.crawl_id,
        kind=event.kind,
        pages=event.pages,
        state=state,
        tries=event.tries,
        tried_at=recorded.occurred_at,
        status=event.status,
    )
