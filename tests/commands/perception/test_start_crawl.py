"""Starting a crawl."""

from typing import Any
from uuid import UUID

import pytest
from tests.expedition import SITE, Expedition
from tests.people import EDITOR, VIEWER

from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.perception.types import Preference, Scope


@pytest.fixture
def expedition() -> Expedition:
    return Expedition({})


async def test_a_crawl_keeps_its_plan_in_canonical_form(expedition: Expedition) -> None:
    id = await expedition.start(
        "HTTPS://Site.example:443#top",
        SITE,
        "https://site.example/a?utm_source=x",
        scope=Scope.PREFIX,
        depth=2,
        page_limit=9,
        collection_id=UUID(int=3),
    )
    async with expedition.perception.work() as work:
        crawl = await work.crawls.get(id)

    assert crawl.owner_id == EDITOR.id
    assert crawl.plan.start_urls == (SITE, SITE + "a")
    assert (crawl.plan.scope, crawl.plan.depth, crawl.plan.page_limit) == (Scope.PREFIX, 2, 9)
    assert crawl.plan.collection_id == UUID(int=3)


@pytest.mark.parametrize("url", ["ftp://site.example/", "https://u:p@site.example/", "", "http://"])
async def test_a_bad_start_url_is_named_by_its_place(expedition: Expedition, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        await expedition.start(SITE, url)

    assert refused.value.field == "start_urls[1]"
    assert expedition.record.log == []


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://2130706433/", "https://[::1]/"])
async def test_a_private_address_is_named_by_its_place(expedition: Expedition, url: str) -> None:
    with pytest.raises(Invalid, match="public") as refused:
        await expedition.start(SITE, url)

    assert refused.value.field == "start_urls[1]"
    assert expedition.record.log == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"depth": 51}, "depth"),
        ({"depth": -1}, "depth"),
        ({"depth": 10**30}, "depth"),
        ({"page_limit": 0}, "page_limit"),
        ({"byte_limit": 0}, "byte_limit"),
        ({"byte_limit": 10**16}, "byte_limit"),
        ({"seconds_limit": 0}, "seconds_limit"),
        ({"seconds_limit": 10**9}, "seconds_limit"),
        ({"priority": 11}, "priority"),
        ({"prefer": (Preference(pattern="a", weight=101),)}, "prefer[0].weight"),
        ({"prefer": (Preference(pattern="a"), Preference(pattern="("))}, "prefer[1].pattern"),
    ],
)
async def test_an_impossible_plan_is_refused(
    expedition: Expedition, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await expedition.bus.send(StartCrawl(start_urls=(SITE,), **change), EDITOR)

    assert refused.value.field == field


async def test_a_crawl_needs_a_start(expedition: Expedition) -> None:
    with pytest.raises(Invalid, match="1 to"):
        await expedition.bus.send(StartCrawl(start_urls=()), EDITOR)


async def test_viewers_may_not_crawl(expedition: Expedition) -> None:
    with pytest.raises(Forbidden):
        await expedition.start(SITE, by=VIEWER)


async def test_a_repeated_request_starts_one_crawl(expedition: Expedition) -> None:
    command = StartCrawl(start_urls=(SITE,))

    first = await expedition.bus.send(command, EDITOR, key="once")

    assert await expedition.bus.send(command, EDITOR, key="once") == first
    assert len(expedition.record.log) == 1
