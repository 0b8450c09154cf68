"""Finishing a crawl."""

from tests.expedition import Expedition, page

from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import CrawlFinished
from aurora.domains.principal import SYSTEM


async def test_a_crawl_with_waiting_urls_goes_on() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start()

    await expedition.bus.send(FinishCrawl(crawl_id=id), SYSTEM)
    await expedition.finish()

    assert expedition.fates(id) == {"": "captured"}


async def test_a_crawl_is_finished_once() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.crawl()

    await expedition.bus.send(FinishCrawl(crawl_id=id), SYSTEM)
    await expedition.settle()

    finished = [r for r in expedition.record.log if isinstance(r.event, CrawlFinished)]
    assert len(finished) == 1
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED
