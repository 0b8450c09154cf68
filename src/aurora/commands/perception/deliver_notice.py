"""Tell a webhook what happened to a crawl."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from aurora.commands.command import Command
from aurora.commands.perception.retry_after import retry_at
from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.notice import (
    LIFE,
    PAUSES,
    Message,
    Notice,
    PageEvent,
    WebhookClient,
    of_pages,
    refusal,
    unreached,
)
from aurora.domains.perception.ports import Perception, PerceptionWork
from aurora.domains.perception.receiver import Receiver
from aurora.domains.perception.types import FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.perception.visit import BUSY
from aurora.domains.perception.webhook import NoticeKind, Webhook
from aurora.domains.principal import Permission

PAGES = 100


class DeliverNotice(Command[None], frozen=True, kw_only=True):
    """Post one message, and try again later where that fails; the webhook may get it twice.

    `appointment` is when its receiver wanted to be told.
    """

    permission = Permission.OPERATE
    queue = "webhook"
    message: Message
    appointment: datetime | None = None


def tell_of_pages(
    work: PerceptionWork, crawl: Crawl, told: Sequence[PageEvent], clock: Clock
) -> None:
    """Enqueue what is to be told of these pages, many at a time; nothing where nobody asked."""
    if NoticeKind.PAGE not in crawl.plan.notices:
        return
    for first in range(0, len(told), PAGES):
        part = told[first : first + PAGES]
        work.enqueue(DeliverNotice(message=of_pages(crawl.id, part, clock.now())))


class WebhookBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook reads: what happened, when, and to which crawl."""

    type: str
    timestamp: datetime
    data: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """How a webhook answered, how long that took, why it is no consent if it is none, and when the
    webhook wants to be told again.
    """

    status: int | None
    took: float
    refusal: str | None = None
    troubled: bool = False
    again_at: datetime | None = None


async def deliver_notice(
    command: DeliverNotice,
    perception: Perception,
    client: WebhookClient,
    urls: Urls,
    clock: Clock,
) -> None:
    """Post it once more when the receiver bears it, unless it is done with or nobody wants to
    know.
    """
    message = command.message
    async with perception.work() as work:
        crawl = await work.crawls.get(message.crawl_id)
        notice = await _notice(work, message)
        webhook = await work.webhooks.find(message.crawl_id)
        if webhook is None or message.kind not in webhook.events or notice.done:
            return
        host, now = urls.host(urls.canonical(webhook.url)), clock.now()
        again_at = await work.webhooks.receiver(
            host, lambda receiver: receiver.admit(now, command.appointment)
        )
        if again_at:
            _put_off(work, command, notice, again_at, now)
            return
    answered = await _posted(client, webhook, message, crawl, clock)
    async with perception.work() as work:
        notice = await _notice(work, message)
        await work.webhooks.receiver(host, lambda receiver: _heard(receiver, answered, clock))
        if not notice.done:
            _record(work, command, notice, answered, clock)


def _put_off(
    work: PerceptionWork, command: DeliverNotice, notice: Notice, again_at: datetime, now: datetime
) -> None:
    if again_at > command.message.at + LIFE:
        work.notices.add(notice)
        notice.lapse(command.message)
        return
    later = msgspec.structs.replace(command, appointment=again_at)
    work.enqueue(later, delay=(again_at - now).total_seconds())


def _heard(receiver: Receiver, answered: Answered, clock: Clock) -> None:
    now = clock.now()
    receiver.heard(
        now,
        took=answered.took,
        troubled=answered.troubled,
        again_at=answered.again_at or now,
    )


def _record(
    work: PerceptionWork, command: DeliverNotice, notice: Notice, answered: Answered, clock: Clock
) -> None:
    message, now = command.message, clock.now()
    work.notices.add(notice)
    if answered.refusal is None and answered.status:
        notice.arrived(message, answered.status)
        return
    why = answered.refusal or ""
    again_at = notice.failed(message, answered.status, why, now, answered.again_at)
    if again_at:
        work.enqueue(DeliverNotice(message=message), delay=(again_at - now).total_seconds())


async def _notice(work: PerceptionWork, message: Message) -> Notice:
    return await work.notices.find(message.id) or Notice.of(message)


async def _posted(
    client: WebhookClient, webhook: Webhook, message: Message, crawl: Crawl, clock: Clock
) -> Answered:
    body, begun = msgspec.json.encode(_body(webhook, message, crawl)), clock.now()
    try:
        reply = await client.post(webhook, message.id, body)
    except FetchFailed as failure:
        took = (clock.now() - begun).total_seconds()
        return Answered(status=None, took=took, refusal=unreached(failure), troubled=True)
    now = clock.now()
    at = retry_at(reply.retry_after, now) if reply.retry_after else None
    return Answered(
        status=reply.status,
        took=(now - begun).total_seconds(),
        refusal=None if 200 <= reply.status < 300 else refusal(reply.status),
        troubled=reply.status in BUSY,
        again_at=min(at, now + timedelta(seconds=PAUSES[-1])) if at else None,
    )


def _body(webhook: Webhook, message: Message, crawl: Crawl) -> WebhookBody:
    data: dict[str, Any] = {"id": crawl.id, "kind": crawl.plan.kind, "metadata": webhook.metadata}
    if message.pages:
        data["pages"] = message.pages
    return WebhookBody(type=f"{crawl.plan.kind}.{message.kind}", timestamp=message.at, data=data)
