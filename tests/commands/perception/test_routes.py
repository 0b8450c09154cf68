"""Pages of applications that a fragment names: kept apart where somebody names them."""

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Expedition, canonical, page
from tests.people import EDITOR

from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.scrape_page import ScrapedPage, ScrapePage
from aurora.commands.perception.start_batch import StartBatch
from aurora.domains.perception.types import Render, Scope
from aurora.infrastructure.memory.rendering import MemoryRenderer
from aurora.queries.perception.list_fates import ListFates

APP = f"{SITE}app/"
FIRST, SECOND = f"{APP}#/a", f"{APP}#!b"
NAMED = canonical(APP)
SAID = {FIRST: "Said of the first", SECOND: "Said of the second"}


def world(*, missing: str | None = None) -> Expedition:
    """An application, whose plain page says much, and names itself on each of its pages."""
    url, home = page("app/", "c", "#/a", "#/", said="Said at home. " * 200, head=NAMED)
    home = replace(home, body=home.body + b"<script src=/app.js></script>")
    shown = {route: replace(page("app/", "#!b", said=said, head=NAMED)[1], url=route)
             for route, said in SAID.items()}  # fmt: skip
    return Expedition(
        {url: home, **dict([page("app/c", "/app/#/a")])},
        renderer=MemoryRenderer(shown, missing=missing),
    )


async def scraped(
    ground: Expedition, url: str = FIRST, render: Render = Render.AUTO
) -> ScrapedPage:
    return await ground.bus.send(ScrapePage(url=url, render=render), EDITOR)


@pytest.mark.parametrize("url", SAID)
async def test_a_scrape_reads_what_the_application_shows_there(url: str) -> None:
    ground = world()
    read = await scraped(ground, url)
    assert (read.url, read.rendered) == (url, True)
    assert SAID[url] in (read.markdown or "")
    assert ground.fetcher.asked.count(APP) == 1
    assert not any("shown" in reason for reason in read.reasons)


async def test_a_scrape_says_where_it_was_not_shown() -> None:
    for read in (
        await scraped(world(), render=Render.NEVER),
        await scraped(world(missing="no chromium was found")),
        await scraped(world(), APP + "#/unknown"),
    ):
        assert "Said at home" in (read.markdown or "")
        assert read.reasons[-1].endswith("was not shown: the page was read as it came")
    assert not (await scraped(world(), APP + "#top")).reasons


async def test_a_batch_fetches_each_apart() -> None:
    ground = world()
    urls = (FIRST, SECOND, APP, f"{APP}#/", f"{APP}#top", FIRST)
    started = await ground.bus.send(StartBatch(urls=urls), EDITOR)
    assert (started.urls, started.repeated) == (3, 3)


async def test_a_crawl_captures_those_that_it_starts_at_and_none_of_links() -> None:
    ground = world()
    id = await ground.crawl(FIRST, SECOND, APP)
    assert ground.fates(id) == dict.fromkeys(("app/#/a", "app/#!b", "app/", "app/c"), "captured")
    pages = ground.seen(id)
    assert [pages[url].rendered for url in (FIRST, SECOND, APP)] == [True, True, False]


async def test_its_fate_is_found_by_its_address() -> None:
    ground = world()
    id = await ground.crawl(FIRST, render=Render.NEVER)
    fates = await ground.bus.ask(ListFates(crawl_id=id, url=FIRST), EDITOR)
    assert [one.url for one in fates.items] == [FIRST]


async def test_links_beside_it_lie_in_its_scope() -> None:
    ground = world()
    id = await ground.crawl(APP + "#/a/b/c", scope=Scope.PREFIX, render=Render.NEVER)
    assert ground.fates(id)["app/c"] == "captured"


async def test_a_map_begins_at_the_page_itself() -> None:
    ground = world()
    found = await ground.bus.send(MapSite(url=FIRST), EDITOR)
    assert not any("#" in url for url in ground.fetcher.asked)
    assert found
