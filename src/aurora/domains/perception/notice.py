"""The notice: one message to a webhook, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from aurora.domains.aggregate import Aggregate
from aurora.domains.perception.events import (
    NoticeDelivered,
    NoticeFailed,
    PageCaptured,
    PageFailed,
    PageSkipped,
)
from aurora.domains.perception.page import fact
from aurora.domains.perception.types import FetchFailed
from aurora.domains.perception.webhook import NoticeKind, Webhook

PAUSES = (5, 30, 120, 600, 3_600, 10_800, 21_600)  # seconds between the tries of a notice
TRIES = len(PAUSES) + 1
LIFE = timedelta(hours=12)
GONE = 410
PageEvent = PageCaptured | PageSkipped | PageFailed


class NoticeState(StrEnum):
    """Where a notice stands: it will be tried again, it arrived, or it was given up."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given-up"


class PageFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a page, as a notice tells it."""

    id: UUID
    url: str
    outcome: str
    reason: str | None = None
    detail: str | None = None
    same_as: str | None = None
    status: int | None = None
    requested_url: str | None = None
    title: str | None = None
    language: str | None = None
    media_type: str | None = None
    fetched_at: datetime | None = None
    raw_sha256: str | None = None
    text_sha256: str | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook is told: the same id at each try."""

    id: UUID
    crawl_id: UUID
    kind: NoticeKind
    at: datetime
    pages: tuple[PageFact, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook answers: its status, and `Retry-After` as it stands there."""

    status: int
    retry_after: str | None = None


class WebhookClient(Protocol):
    """Posts to webhooks, never to a forbidden address; redirects are not followed."""

    async def post(self, webhook: Webhook, id: UUID, body: bytes) -> Reply:
        """POST the body as JSON, signed where the webhook has a secret; nobody reads the body of
        the answer. Raises FetchFailed where there is none in time.
        """
        ...


@dataclass(kw_only=True, eq=False)
class Notice(Aggregate):
    """One message under way."""

    crawl_id: UUID
    state: NoticeState = NoticeState.WAITING
    tries: int = 0

    @classmethod
    def of(cls, message: Message) -> "Notice":
        """Give the notice before its first try."""
        return cls(id=message.id, crawl_id=message.crawl_id)

    @property
    def done(self) -> bool:
        """Whether nothing more is to be tried."""
        return self.state is not NoticeState.WAITING

    def arrived(self, message: Message, status: int) -> None:
        """Record that the webhook took it."""
        self.tries += 1
        self.state = NoticeState.DELIVERED
        self.record(
            NoticeDelivered(
                notice_id=self.id,
                crawl_id=self.crawl_id,
                kind=message.kind,
                pages=len(message.pages),
                status=status,
                tries=self.tries,
            )
        )

    def failed(
        self,
        message: Message,
        status: int | None,
        why: str,
        now: datetime,
        not_before: datetime | None = None,
    ) -> datetime | None:
        """Record that the webhook did not take it, and when it wants the next try at the earliest;
        give when that is, None where there is none.
        """
        self.tries += 1
        again_at = None
        if status != GONE and self.tries < TRIES:
            usual = now + timedelta(seconds=PAUSES[self.tries - 1])
            again_at = max(usual, not_before or usual)
        self._fail(message, status, why, again_at)
        return again_at

    def lapse(self, message: Message) -> None:
        """Record that it waited for too long for its turn at the receiver."""
        self._fail(message, None, "the receiver was at rest for too long", None)

    def _fail(
        self, message: Message, status: int | None, why: str, again_at: datetime | None
    ) -> None:
        self.state = NoticeState.WAITING if again_at else NoticeState.GIVEN_UP
        self.record(
            NoticeFailed(
                notice_id=self.id,
                crawl_id=self.crawl_id,
                kind=message.kind,
                pages=len(message.pages),
                status=status,
                detail=fact(why),
                tries=self.tries,
                again_at=again_at,
            )
        )


def of_pages(crawl_id: UUID, told: Sequence[PageEvent], at: datetime) -> Message:
    """Give one message about pages; each page's fate is decided once, and so the first names it."""
    id = uuid5(NAMESPACE_URL, f"{crawl_id}/pages/{told[0].page_id}")
    pages = tuple(map(_fact, told))
    return Message(id=id, crawl_id=crawl_id, kind=NoticeKind.PAGE, at=at, pages=pages)


def refusal(status: int) -> str:
    """Say that the answer of a webhook is no consent."""
    return f"the webhook answers {status}"


def unreached(failure: FetchFailed) -> str:
    """Say why the webhook was not reached, without its URL."""
    return f"the webhook cannot be reached: {failure.reason}"


def _fact(event: PageEvent) -> PageFact:
    outcome = type(event).__name__.removeprefix("Page").lower()
    names = set(PageFact.__struct_fields__) & set(event.__struct_fields__)
    given = {name: getattr(event, name) for name in names}
    return PageFact(id=event.page_id, outcome=outcome, **given)
