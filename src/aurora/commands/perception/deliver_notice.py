"""Tell a webhook what happened to a crawl."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.notice import (
    Message,
    Notice,
    PageEvent,
    WebhookClient,
    of_pages,
    refusal,
    unreached,
)
from aurora.domains.perception.ports import Perception, PerceptionWork
from aurora.domains.perception.types import FetchFailed
from aurora.domains.perception.webhook import NoticeKind, Webhook
from aurora.domains.principal import Permission

PAGES = 100


class DeliverNotice(Command[None], frozen=True, kw_only=True):
    """Post one message, and try again later where that fails; the webhook may get it twice."""

    permission = Permission.OPERATE
    queue = "webhook"
    message: Message


def tell_of_pages(
    work: PerceptionWork, crawl: Crawl, told: Sequence[PageEvent], clock: Clock
) -> None:
    """Enqueue what is to be told of these pages, many at a time; nothing where nobody asked."""
    if NoticeKind.PAGE not in crawl.plan.notices:
        return
    for first in range(0, len(told), PAGES):
        part = told[first : first + PAGES]
        work.enqueue(DeliverNotice(message=of_pages(crawl.id, part, clock.now())))


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook reads: what happened, when, and to which crawl."""

    type: str
    timestamp: datetime
    data: dict[str, Any]


class Answered(msgspec.Struct, frozen=True):
    """How a webhook answered, and why that is no consent, if it is none."""

    status: int | None
    refusal: str | None = None


async def deliver_notice(
    command: DeliverNotice, perception: Perception, client: WebhookClient, clock: Clock
) -> None:
    """Post it once more unless it is done with, or nobody wants to know."""
    message = command.message
    async with perception.work() as work:
        crawl = await work.crawls.get(message.crawl_id)
        notice = await _notice(work, message)
        webhook = await work.webhooks.find(message.crawl_id)
    if webhook is None or message.kind not in webhook.events or notice.done:
        return
    answered = await _posted(client, webhook, message, crawl)
    async with perception.work() as work:
        notice = await _notice(work, message)
        if notice.done:
            return
        work.notices.add(notice)
        if answered.refusal is None and answered.status:
            notice.arrived(message, answered.status)
            return
        why = answered.refusal or ""
        pause = notice.failed(message, answered.status, why, clock.now())
        if pause is not None:
            work.enqueue(command, delay=pause)


async def _notice(work: PerceptionWork, message: Message) -> Notice:
    return await work.notices.find(message.id) or Notice.of(message)


async def _posted(
    client: WebhookClient, webhook: Webhook, message: Message, crawl: Crawl
) -> Answered:
    body = msgspec.json.encode(_delivery(webhook, message, crawl))
    try:
        status = await client.post(webhook, message.id, body)
    except FetchFailed as failure:
        return Answered(None, unreached(failure))
    return Answered(status, None if 200 <= status < 300 else refusal(status))


def _delivery(webhook: Webhook, message: Message, crawl: Crawl) -> Delivery:
    data: dict[str, Any] = {"id": crawl.id, "kind": crawl.plan.kind, "metadata": webhook.metadata}
    if message.pages:
        data["pages"] = message.pages
    return Delivery(type=f"{crawl.plan.kind}.{message.kind}", timestamp=message.at, data=data)
