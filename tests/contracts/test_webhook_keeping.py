"""What keepers of webhooks promise, in memory and on PostgreSQL."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.ground import CRAWL, Ground

from aurora.commands.perception.deliver_notice import DeliverNotice
from aurora.domains.clock import LONG_AGO
from aurora.domains.perception.notice import Message, Notice, NoticeState
from aurora.domains.perception.receiver import AT_ONCE
from aurora.domains.perception.webhook import NoticeKind, Webhook

HOOK = Webhook(url="https://hooks.example/", events=(NoticeKind.PAGE,), metadata={"a": "b"})
MESSAGE = Message(
    id=UUID(int=8),
    crawl_id=CRAWL,
    kind=NoticeKind.FINISHED,
    at=datetime(2026, 3, 1, tzinfo=UTC),
)


async def kept(ground: Ground) -> Webhook | None:
    async with ground.perception.work() as work:
        return await work.webhooks.find(CRAWL)


async def test_a_webhook_comes_back_whole(ground: Ground) -> None:
    async with ground.perception.work() as work:
        await work.webhooks.keep(CRAWL, HOOK)

    assert await kept(ground) == HOOK


async def test_what_fails_keeps_nothing(ground: Ground) -> None:
    async def fails() -> None:
        async with ground.perception.work() as work:
            await work.webhooks.keep(CRAWL, HOOK)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await fails()

    assert await kept(ground) is None


async def test_a_webhook_lives_until_its_crawl_has_ended(ground: Ground) -> None:
    async with ground.perception.work() as work:
        await work.webhooks.keep(CRAWL, HOOK)
    async with ground.perception.work() as work:
        await work.webhooks.forget(seen_before=LONG_AGO)
    assert await kept(ground) == HOOK

    async with ground.perception.work() as work:
        await work.webhooks.close(CRAWL)
        await work.webhooks.forget(seen_before=LONG_AGO)
    assert await kept(ground) is None


async def test_a_webhook_lives_while_a_notice_is_on_its_way(ground: Ground) -> None:
    async with ground.perception.work() as work:
        await work.webhooks.keep(CRAWL, HOOK)
        await work.webhooks.close(CRAWL)
        work.enqueue(DeliverNotice(message=MESSAGE))
    async with ground.perception.work() as work:
        await work.webhooks.forget(seen_before=LONG_AGO)

    assert await kept(ground) == HOOK


async def admit(ground: Ground, host: str = "hooks.example") -> datetime | None:
    now = ground.clock.now()
    async with ground.perception.work() as work:
        return await work.webhooks.receiver(host, lambda receiver: receiver.admit(now, None))


async def test_of_many_who_come_at_once_few_are_let_to_a_receiver(ground: Ground) -> None:
    answers = await asyncio.gather(*(admit(ground) for _ in range(6)))

    assert answers.count(None) == AT_ONCE
    assert len(set(answers)) == 6 - AT_ONCE + 1
    assert await admit(ground, "other.example") is None


async def test_what_fails_changes_no_receiver(ground: Ground) -> None:
    async def fails() -> None:
        async with ground.perception.work() as work:
            await work.webhooks.receiver(
                "hooks.example", lambda receiver: receiver.admit(ground.clock.now(), None)
            )
            raise ValueError("no")

    for _ in range(AT_ONCE):
        with pytest.raises(ValueError, match="no"):
            await fails()

    assert [await admit(ground) for _ in range(AT_ONCE)] == [None] * AT_ONCE


async def test_a_receiver_is_forgotten_when_it_was_not_seen_for_long(ground: Ground) -> None:
    for _ in range(AT_ONCE):
        await admit(ground)
    for seen_before, forgotten in ((ground.clock.now(), False), (ground.later(1), True)):
        async with ground.perception.work() as work:
            await work.webhooks.forget(seen_before=seen_before)
        assert (await admit(ground) is None) is forgotten


async def test_a_notice_comes_back_whole(ground: Ground) -> None:
    notice = Notice.of(MESSAGE)
    notice.failed(MESSAGE, 500, "it answers 500", MESSAGE.at)
    notice.arrived(MESSAGE, 204)
    async with ground.perception.work() as work:
        work.notices.add(notice)

    async with ground.perception.work() as work:
        found = await work.notices.get(MESSAGE.id)

    assert (found.state, found.tries, found.done) == (NoticeState.DELIVERED, 2, True)
    assert (found.version, found.crawl_id) == (2, CRAWL)
