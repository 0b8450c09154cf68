"""Letting a crawl rest."""

from uuid import UUID

import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.perception.crawl import AlreadyEnded, CrawlStatus, NotSo
from aurora.domains.perception.types import Fetched
from aurora.domains.principal import Principal
from aurora.infrastructure.memory.web import MemoryFetcher

PAGES = dict([page("", "a", "b"), page("a"), page("b")])


async def pause(expedition: Expedition, id: UUID, by: Principal = EDITOR) -> None:
    await expedition.bus.send(PauseCrawl(crawl_id=id), by)


async def test_a_paused_crawl_fetches_nothing_and_is_not_over() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.start()

    await pause(expedition, id)
    await expedition.finish()

    assert expedition.fetcher.asked == []
    progress = await expedition.progress(id)
    assert (progress.status, progress.remaining) == (CrawlStatus.PAUSED, 1)


async def test_what_is_under_way_is_recorded_and_nothing_after_it_is_fetched() -> None:
    class Pausing(MemoryFetcher):
        async def answer(self, url: str) -> Fetched:
            if url == SITE:
                await pause(watched, id)
            return await super().answer(url)

    watched = Expedition(PAGES, fetcher=Pausing(PAGES))
    id = await watched.start()

    await watched.finish()

    assert watched.fates(id) == {"": "captured"}
    assert (await watched.progress(id)).status is CrawlStatus.PAUSED


async def test_pausing_twice_and_pausing_what_ended_are_conflicts() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.start()
    await pause(expedition, id)
    with pytest.raises(NotSo, match="paused already"):
        await pause(expedition, id)

    await expedition.bus.send(CancelCrawl(crawl_id=id), EDITOR)
    with pytest.raises(AlreadyEnded):
        await pause(expedition, id)


async def test_somebody_elses_crawl_is_not_there() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.start()
    with pytest.raises(NotFound):
        await pause(expedition, id, STRANGER)
    with pytest.raises(Forbidden):
        await pause(expedition, id, VIEWER)
