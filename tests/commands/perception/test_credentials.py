"""A crawl sends its own headers and cookies to its own sites, and nobody keeps them."""

from typing import Any

from msgspec.json import encode
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.types import Scope

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
