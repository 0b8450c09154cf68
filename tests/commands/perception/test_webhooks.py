"""Telling webhooks what happens to crawls and batches."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, STRANGER

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.commands.perception.resume_crawl import ResumeCrawl
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.errors import Invalid, NotFound
from aurora.domains.perception.notice import PAUSES, TRIES, NoticeState
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.webhook import NoticeKind, Webhook
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.webhooks import MemoryWebhookClient
from aurora.queries.perception.list_notices import ListNotices
from aurora.queries.perception.notices_projection import NoticeView

URL = "https://hooks.example/token-4711"
SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl"
DOWN = FetchFailed(FetchError.TIMEOUT, "hooks.example does not answer in time")


def hook(*kinds: NoticeKind, **more: Any) -> Webhook:
    return Webhook(url=URL, secret=SECRET, events=kinds or tuple(NoticeKind), **more)


def told(expedition: Expedition) -> list[dict[str, Any]]:
    return [msgspec.json.decode(one.body) for one in expedition.webhooks.posted]


async def notices(expedition: Expedition, id: UUID) -> list[NoticeView]:
    found = await expedition.bus.ask(ListNotices(crawl_id=id), EDITOR)
    return list(found)


async def test_a_webhook_is_told_of_start_pages_and_end() -> None:
    expedition = Expedition(dict([page("", "a"), page("a", "gone")]))

    id = await expedition.crawl(webhook=hook(metadata={"order": "7"}))

    messages = told(expedition)
    types = [one["type"] for one in messages]
    pages = [one for message in messages for one in message["data"].get("pages", ())]
    assert (types[0], types[-1]) == ("crawl.started", "crawl.finished")
    assert set(types[1:-1]) == {"crawl.page"}
    assert {one["url"]: one["outcome"] for one in pages} == {
        SITE: "captured",
        SITE + "a": "captured",
        SITE + "gone": "failed",
    }
    assert all(one["data"]["id"] == str(id) for one in messages)
    assert all(one["data"]["metadata"] == {"order": "7"} for one in messages)
    assert {one.state for one in await notices(expedition, id)} == {NoticeState.DELIVERED}


async def test_a_batch_tells_of_its_bad_urls_too_many_pages_at_a_time() -> None:
    paths = [str(number) for number in range(30)]
    expedition = Expedition(dict(page(path) for path in paths))
    urls = (*(SITE + path for path in paths), *(f"ftp://{number}/" for number in range(150)))

    await expedition.bus.send(StartBatch(urls=urls, webhook=hook(NoticeKind.PAGE)), EDITOR)
    await expedition.finish()

    messages = told(expedition)
    pages = [one["url"] for message in messages for one in message["data"]["pages"]]
    assert {one["type"] for one in messages} == {"batch.page"}
    assert sorted(pages) == sorted(urls)
    assert len(messages) <= 5


async def test_only_what_is_wanted_is_told() -> None:
    expedition = Expedition(dict([page("")]))

    await expedition.crawl(webhook=hook(NoticeKind.FINISHED))

    assert [one["type"] for one in told(expedition)] == ["crawl.finished"]


async def test_rests_and_a_cancellation_are_told() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start(webhook=hook(*set(NoticeKind) - {NoticeKind.PAGE}))

    for change in (PauseCrawl, ResumeCrawl, CancelCrawl):
        await expedition.bus.send(change(crawl_id=id), EDITOR)
    await expedition.settle()

    types = {one["type"] for one in told(expedition)}
    assert types == {"crawl.started", "crawl.paused", "crawl.resumed", "crawl.cancelled"}


@pytest.mark.parametrize("trouble", [DOWN, 500, 302, 404])
async def test_what_does_not_arrive_is_sent_again_under_the_same_id(
    trouble: int | FetchFailed,
) -> None:
    expedition = Expedition(dict([page("")]), webhooks=MemoryWebhookClient(trouble, trouble))

    id = await expedition.crawl(webhook=hook(NoticeKind.FINISHED))

    assert len({one.id for one in expedition.webhooks.posted}) == 1
    assert len(expedition.webhooks.posted) == 3
    (notice,) = await notices(expedition, id)
    assert (notice.state, notice.tries, notice.status) == (NoticeState.DELIVERED, 3, 200)


async def test_a_notice_that_waits_says_why_and_until_when() -> None:
    expedition = Expedition(dict([page("")]), webhooks=MemoryWebhookClient(DOWN))
    id = await expedition.start(webhook=hook(NoticeKind.STARTED))
    await expedition.settle()

    (notice,) = await notices(expedition, id)
    assert (notice.state, notice.kind, notice.tries) == (NoticeState.WAITING, "started", 1)
    assert notice.detail == "the webhook cannot be reached: timeout"
    assert notice.again_at == notice.tried_at + timedelta(seconds=PAUSES[0])


@pytest.mark.parametrize(("answers", "tries"), [((500,) * TRIES, TRIES), ((410,), 1)])
async def test_a_notice_is_given_up_in_the_end(answers: tuple[int, ...], tries: int) -> None:
    expedition = Expedition(dict([page("")]), webhooks=MemoryWebhookClient(*answers))

    id = await expedition.crawl(webhook=hook(NoticeKind.FINISHED))

    (notice,) = await notices(expedition, id)
    assert (notice.state, notice.tries, notice.again_at) == (NoticeState.GIVEN_UP, tries, None)
    assert len(expedition.webhooks.posted) == tries


async def test_a_webhook_is_forgotten_when_its_last_notice_is_done() -> None:
    expedition = Expedition(dict([page("")]), webhooks=MemoryWebhookClient(500))
    id = await expedition.start(webhook=hook(NoticeKind.FINISHED))
    kept = expedition.perception.webhooks.kept

    await expedition.settle()
    await expedition.bus.send(SweepCrawls(), SYSTEM)
    assert list(kept) == [id]

    await expedition.finish()
    await expedition.bus.send(SweepCrawls(), SYSTEM)
    assert not kept


async def test_url_and_secret_are_told_to_nobody() -> None:
    expedition = Expedition(dict([page("")]), webhooks=MemoryWebhookClient(DOWN, 500))

    id = await expedition.crawl(webhook=hook())

    said = f"{expedition.record.log}{await notices(expedition, id)}{await expedition.progress(id)}"
    for private in ("token-4711", SECRET, SECRET.removeprefix("whsec_")):
        assert private not in said
        assert private not in repr(hook())


@pytest.mark.parametrize(
    ("webhook", "field"),
    [
        ({"url": "http://10.0.0.1/token-4711"}, "webhook.url"),
        ({"url": "ftp://x/token-4711"}, "webhook.url"),
        ({"url": "https://ana:token-4711@hooks.example/"}, "webhook.url"),
        ({"url": URL, "secret": "token-4711"}, "webhook.secret"),
        ({"url": URL, "secret": "whsec_dG9rZW4tNDcxMQ=="}, "webhook.secret"),
        ({"url": URL, "metadata": {"a": "token-4711" * 60}}, "webhook.metadata"),
        ({"url": URL, "metadata": {str(n): "" for n in range(51)}}, "webhook.metadata"),
    ],
)
async def test_a_bad_webhook_is_refused_and_its_value_not_repeated(
    webhook: dict[str, Any], field: str
) -> None:
    expedition = Expedition({})

    for start in (expedition.start, lambda **more: _batch(expedition, **more)):
        with pytest.raises(Invalid) as refused:
            await start(webhook=Webhook(**webhook))
        assert refused.value.field == field
        assert "token-4711" not in str(refused.value)
    assert expedition.record.log == []


async def _batch(expedition: Expedition, webhook: Webhook) -> object:
    return await expedition.bus.send(StartBatch(urls=(SITE,), webhook=webhook), EDITOR)


async def test_somebody_elses_notices_are_missing() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.crawl(webhook=hook())

    with pytest.raises(NotFound):
        await expedition.bus.ask(ListNotices(crawl_id=id), STRANGER)
