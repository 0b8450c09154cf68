"""Letting a paused crawl go on."""

from uuid import UUID

import pytest
from tests.expedition import Expedition, page
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.commands.perception.resume_crawl import ResumeCrawl
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.perception.crawl import AlreadyEnded, CrawlStatus, NotSo
from aurora.domains.principal import Principal


@pytest.fixture
def expedition() -> Expedition:
    return Expedition(dict([page("", "a"), page("a")]))


async def resume(expedition: Expedition, id: UUID, by: Principal = EDITOR) -> None:
    await expedition.bus.send(ResumeCrawl(crawl_id=id), by)


async def test_a_resumed_crawl_comes_to_its_end(expedition: Expedition) -> None:
    id = await expedition.start()
    await expedition.bus.send(PauseCrawl(crawl_id=id), EDITOR)
    await expedition.finish()

    await resume(expedition, id)
    await expedition.finish()

    assert expedition.fates(id) == {"": "captured", "a": "captured"}
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_what_is_not_paused_cannot_be_resumed(expedition: Expedition) -> None:
    running = await expedition.start()
    with pytest.raises(NotSo, match="not paused"):
        await resume(expedition, running)
    await expedition.finish()
    with pytest.raises(AlreadyEnded):
        await resume(expedition, running)


async def test_somebody_elses_crawl_is_not_there(expedition: Expedition) -> None:
    id = await expedition.start()
    with pytest.raises(NotFound):
        await resume(expedition, id, STRANGER)
    with pytest.raises(Forbidden):
        await resume(expedition, id, VIEWER)
