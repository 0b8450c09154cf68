"""Cancelling a crawl."""

from uuid import UUID

import pytest
from tests.expedition import Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.perception.crawl import AlreadyEnded, CrawlStatus
from aurora.domains.perception.types import Fetched
from aurora.domains.principal import Principal
from aurora.infrastructure.memory.web import MemoryFetcher


@pytest.fixture
def expedition() -> Expedition:
    return Expedition(dict([page("", "a"), page("a")]))


async def cancel(expedition: Expedition, id: UUID, by: Principal = EDITOR) -> None:
    await expedition.bus.send(CancelCrawl(crawl_id=id), by)


@pytest.mark.parametrize("by", [EDITOR, ADMIN])
async def test_a_cancelled_crawl_fetches_nothing(expedition: Expedition, by: Principal) -> None:
    id = await expedition.start()

    await cancel(expedition, id, by)
    await expedition.finish()

    assert expedition.fetcher.asked == []
    progress = await expedition.progress(id)
    assert (progress.status, progress.remaining) == (CrawlStatus.CANCELLED, 0)


async def test_a_page_under_way_is_dropped() -> None:
    class Cancelling(MemoryFetcher):
        async def answer(self, url: str) -> Fetched:
            await cancel(watched, id)
            return await super().answer(url)

    pages = dict([page("", "a"), page("a")])
    watched = Expedition(pages, fetcher=Cancelling(pages))
    id = await watched.start()

    await watched.finish()

    assert watched.seen(id) == {}
    assert len(watched.fetcher.asked) == 1
    assert (await watched.progress(id)).status is CrawlStatus.CANCELLED


async def test_what_was_captured_stays(expedition: Expedition) -> None:
    id = await expedition.crawl()

    with pytest.raises(AlreadyEnded):
        await cancel(expedition, id)

    assert (await expedition.progress(id)).captured == 2


async def test_cancelling_twice_is_a_conflict(expedition: Expedition) -> None:
    id = await expedition.start()
    await cancel(expedition, id)

    with pytest.raises(AlreadyEnded):
        await cancel(expedition, id)


async def test_somebody_elses_crawl_is_missing(expedition: Expedition) -> None:
    id = await expedition.start()

    with pytest.raises(NotFound):
        await cancel(expedition, id, STRANGER)


async def test_viewers_cancel_nothing(expedition: Expedition) -> None:
    with pytest.raises(Forbidden):
        await cancel(expedition, UUID(int=1), VIEWER)
