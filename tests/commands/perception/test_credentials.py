"""A crawl sends its own headers and cookies to its own sites, and nobody keeps them."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from msgspec.json import encode
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.command import Command
from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.scrape_page import ScrapePage
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.errors import Invalid
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.sitemaps import Position, Source
from aurora.domains.perception.types import Scope
from aurora.infrastructure.memory.sitemaps import MemorySitemaps

ELSEWHERE = "https://elsewhere.example/"
PAGES = dict(
    [
        page("", "/a", ELSEWHERE, "/moved"),
        page("a"),
        page("moved", answers_as=ELSEWHERE + "there"),
        page("", site=ELSEWHERE),
        page("there", site=ELSEWHERE),
    ]
)
OWN: dict[str, Any] = {"headers": {"X-Key": "hush-hush"}, "cookies": {"session": "top-secret"}}


async def test_own_headers_go_to_the_start_hosts_alone_and_follow_no_redirect_elsewhere() -> None:
    expedition = Expedition(PAGES)
    await expedition.crawl(scope=Scope.EXTERNAL, **OWN)

    fetcher = expedition.fetcher
    shown = {url for url, sent in zip(fetcher.asked, fetcher.sent, strict=True) if "X-Key" in sent}
    assert shown == {SITE, SITE + "a", SITE + "moved"}
    assert {ELSEWHERE, ELSEWHERE + "there"} <= set(fetcher.asked)
    assert fetcher.sent[0]["Cookie"] == "session=top-secret"


async def test_own_headers_go_along_where_the_site_says_what_it_has() -> None:
    shown = []

    class Asked(MemorySitemaps):
        def announced(
            self, start: str, since: Position | None = None, headers: Headers = no_headers
        ) -> AsyncGenerator[Source, None]:
            shown.extend([dict(headers(start)), dict(headers(ELSEWHERE))])
            return super().announced(start, since, headers)

    await Expedition(PAGES, sitemaps=Asked()).crawl(scope=Scope.EXTERNAL, **OWN)

    assert shown == [{"X-Key": "hush-hush", "Cookie": "session=top-secret"}, {}]


async def test_no_event_and_no_view_holds_them() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl(**OWN)

    told = encode([one.event for one in expedition.record.log])
    told += encode(await expedition.progress(id)) + encode(list(expedition.seen(id).values()))
    assert b"hush" not in told
    assert b"secret" not in told


async def test_a_crawl_that_is_over_or_cancelled_has_forgotten_them() -> None:
    expedition = Expedition(PAGES)
    over = await expedition.crawl(**OWN)
    cancelled = await expedition.start(**OWN)
    async with expedition.perception.work() as work:
        assert await work.links.credentials(cancelled)
    await expedition.bus.send(CancelCrawl(crawl_id=cancelled), EDITOR)

    async with expedition.perception.work() as work:
        kept = [await work.links.credentials(id) for id in (over, cancelled)]
    assert kept == [Credentials(), Credentials()]


async def test_a_repeated_request_keeps_them_out_of_the_ledger() -> None:
    expedition = Expedition(PAGES)
    command = StartCrawl(start_urls=(SITE,), headers=OWN["headers"], cookies=OWN["cookies"])
    await expedition.bus.send(command, EDITOR, key="once")

    assert "hush" not in repr(vars(expedition.record))


async def test_a_batch_shows_them_to_the_hosts_of_its_list_alone() -> None:
    expedition = Expedition(PAGES)
    command = StartBatch(urls=(SITE + "a", SITE + "moved"), **OWN)
    started = await expedition.bus.send(command, EDITOR)
    await expedition.finish()

    fetcher = expedition.fetcher
    shown = {url for url, sent in zip(fetcher.asked, fetcher.sent, strict=True) if "X-Key" in sent}
    assert shown == {SITE + "a", SITE + "moved"}
    assert ELSEWHERE + "there" in fetcher.asked
    assert b"hush" not in encode([one.event for one in expedition.record.log])
    async with expedition.perception.work() as work:
        assert await work.links.credentials(started.id) == Credentials()


async def test_a_scrape_shows_them_to_its_host_alone() -> None:
    expedition = Expedition(PAGES)
    await expedition.bus.send(ScrapePage(url=SITE + "moved", **OWN), EDITOR)

    assert [("X-Key" in sent, "Cookie" in sent) for sent in expedition.fetcher.sent] == [
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize("more", [{"headers": {"Host": "x"}}, {"cookies": {"a b": "x"}}])
async def test_what_no_request_may_carry_is_refused_by_batches_and_scrapes(
    more: dict[str, Any],
) -> None:
    expedition = Expedition(PAGES)
    commands: tuple[Command[Any], ...] = (
        StartBatch(urls=(SITE,), **more),
        ScrapePage(url=SITE, **more),
    )
    for command in commands:
        with pytest.raises(Invalid) as refused:
            await expedition.bus.send(command, EDITOR)
        assert str(refused.value.field).startswith(next(iter(more)))
    assert expedition.fetcher.asked == []
