"""Receivers of notices are told at the pace that they bear."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.deliver_notice import DeliverNotice
from aurora.commands.perception.start_batch import StartBatch
from aurora.domains.clock import Clock
from aurora.domains.perception.notice import LIFE, PAUSES, NoticeState, Reply
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.webhook import NoticeKind, Webhook
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.webhooks import MemoryWebhookClient
from aurora.queries.perception.list_notices import ListNotices

DOWN = FetchFailed(FetchError.TIMEOUT, "hooks.example does not answer in time")


class Watched(MemoryWebhookClient):
    """Notes when it posts where; one host may be dead."""

    def __init__(self, *answers: int | Reply | FetchFailed, dead: str = "none.example") -> None:
        super().__init__(*answers)
        self.clock: Clock | None = None
        self.times: list[tuple[str, datetime]] = []
        self.dead = dead

    async def post(self, webhook: Webhook, id: UUID, body: bytes) -> Reply:
        assert self.clock
        self.times.append((webhook.url, self.clock.now()))
        if self.dead in webhook.url:
            raise DOWN
        return await super().post(webhook, id, body)

    def at(self, host: str) -> list[datetime]:
        return [at for url, at in self.times if host in url]


def expedition(client: Watched) -> Expedition:
    ground = Expedition(dict([page("")]), webhooks=client)
    client.clock = ground.clock
    return ground


def hook(*kinds: NoticeKind, host: str = "hooks.example") -> Webhook:
    return Webhook(url=f"https://{host}/x", events=kinds or (NoticeKind.FINISHED,))


async def started(ground: Expedition, **more: Any) -> UUID:
    return (await ground.bus.send(StartBatch(urls=(SITE,), **more), EDITOR)).id


@pytest.mark.parametrize(("status", "said"), [(429, "900"), (503, "900"), (404, "900")])
async def test_a_retry_after_of_the_receiver_is_obeyed(status: int, said: str) -> None:
    client = Watched(Reply(status=status, retry_after=said))
    ground = expedition(client)
    id = await ground.crawl(webhook=hook())

    first, second = client.at("hooks")
    assert (second - first).total_seconds() >= 900
    (notice,) = await ground.bus.ask(ListNotices(crawl_id=id), EDITOR)
    assert notice.state is NoticeState.DELIVERED


@pytest.mark.parametrize("said", ["1", "soon", "", "Thu, 01 Jan 1970 00:00:00 GMT"])
async def test_no_try_comes_before_the_usual_pause(said: str) -> None:
    client = Watched(Reply(status=503, retry_after=said))
    await expedition(client).crawl(webhook=hook())

    first, second = client.at("hooks")
    assert PAUSES[0] <= (second - first).total_seconds() < 2 * PAUSES[0]


async def test_a_retry_after_without_end_ends_nothing_for_good() -> None:
    client = Watched(Reply(status=503, retry_after="99999999999"))
    await expedition(client).crawl(webhook=hook())

    first, second = client.at("hooks")
    assert (second - first).total_seconds() < PAUSES[-1] + 60


async def test_a_dead_receiver_is_tried_with_one_at_a_time_and_keeps_nobody_waiting() -> None:
    client = Watched(dead="dead.example")
    ground = expedition(client)
    for _ in range(40):
        await started(ground, webhook=hook(NoticeKind.STARTED, host="dead.example"))
    for _ in range(3):
        await started(ground, webhook=hook(NoticeKind.STARTED))
    await ground.settle()
    begun = ground.clock.now()
    waiting = [job for job in ground.record.jobs if isinstance(job.command, DeliverNotice)]
    for _ in range(60):
        ground.clock.advance(1)
        await ground.settle()

    assert len(waiting) >= 40
    assert len(client.at("hooks.example")) == 3
    assert len([at for at in client.at("dead.example") if at > begun]) <= 5
    assert all(at <= begun + timedelta(seconds=60) for at in client.at("hooks.example"))


async def test_a_notice_that_waits_for_too_long_is_given_up() -> None:
    ground = expedition(Watched(dead="dead.example"))
    for _ in range(2):
        id = await started(ground, webhook=hook(NoticeKind.STARTED, host="dead.example"))
        await ground.settle()
    waiting = [job.command for job in ground.record.jobs if isinstance(job.command, DeliverNotice)]
    late = replace(waiting[-1].message, at=ground.clock.now() - LIFE)
    await ground.bus.send(DeliverNotice(message=late), SYSTEM)
    await ground.settle()

    (notice,) = await ground.bus.ask(ListNotices(crawl_id=id), EDITOR)
    assert (notice.state, notice.tries) == (NoticeState.GIVEN_UP, 0)
    assert notice.detail == "the receiver was at rest for too long"
