"""A crawl ends by itself where a limit is reached, and says which."""

from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import EndedBy
from aurora.domains.principal import SYSTEM

PATHS = [f"{number}" for number in range(6)]
PAGES = dict([page("", *PATHS), *(page(path) for path in PATHS)])
SMALL = len(PAGES[SITE + "0"].body)
START = len(PAGES[SITE].body)


async def test_a_crawl_of_a_small_site_has_nothing_left() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl()

    assert (await expedition.progress(id)).ended_by is EndedBy.NOTHING_LEFT


async def test_a_crawl_ends_at_its_page_limit() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl(page_limit=3)

    assert (await expedition.progress(id)).ended_by is EndedBy.PAGE_LIMIT


async def test_a_crawl_keeps_no_byte_more_than_its_limit() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl(byte_limit=START + 2 * SMALL + 1)

    progress = await expedition.progress(id)
    assert (progress.status, progress.ended_by) == (CrawlStatus.FINISHED, EndedBy.BYTE_LIMIT)
    assert progress.captured == 3
    kept = sum(one.raw_bytes or 0 for one in expedition.seen(id).values())
    assert kept == START + 2 * SMALL
    assert expedition.fates(id)["2"] == "byte-limit"


async def test_a_first_page_over_the_byte_limit_ends_the_crawl() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.crawl(byte_limit=1)

    assert expedition.fates(id) == {"": "byte-limit"}
    assert (await expedition.progress(id)).ended_by is EndedBy.BYTE_LIMIT


async def test_a_crawl_whose_time_is_up_is_finished_by_the_sweeper() -> None:
    expedition = Expedition(PAGES, CrawlManners(delay=20.0))
    id = await expedition.start(seconds_limit=30)
    await expedition.settle()
    expedition.clock.advance(30)

    await expedition.bus.send(SweepCrawls(), SYSTEM)
    await expedition.finish()

    progress = await expedition.progress(id)
    assert (progress.status, progress.ended_by) == (CrawlStatus.FINISHED, EndedBy.TIME_LIMIT)
    assert 0 < progress.captured < len(PAGES)
    assert progress.by_reason == {"time-limit": progress.left}
    assert progress.captured + progress.left == len(PAGES)
    assert len(expedition.fetcher.asked) < len(PAGES)


async def test_a_cancelled_crawl_was_ended_by_somebody() -> None:
    expedition = Expedition(PAGES)
    id = await expedition.start()
    await expedition.bus.send(CancelCrawl(crawl_id=id), EDITOR)
    await expedition.settle()

    assert (await expedition.progress(id)).ended_by is EndedBy.CANCELLED
