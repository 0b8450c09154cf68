"""Sweeping: no crawl stays alone."""

import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN

from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.errors import Forbidden
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured
from aurora.domains.perception.types import Fetched
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.web import MemoryFetcher

HOST = "site.example"


class Killed(BaseException):
    """The worker's process is gone."""


class DeadlyFetcher(MemoryFetcher):
    """Dies with its worker at the nth request, once."""

    deadly = 3

    async def answer(self, url: str) -> Fetched:
        if len(self.asked) == self.deadly:
            self.asked.pop()
            self.deadly = 0
            raise Killed
        return await super().answer(url)


async def sweep(expedition: Expedition) -> None:
    await expedition.bus.send(SweepCrawls(), SYSTEM)


async def test_a_crawl_whose_worker_died_is_taken_up_again() -> None:
    paths = [str(number) for number in range(5)]
    pages = dict([page("", *paths), *(page(path) for path in paths)])
    expedition = Expedition(pages, fetcher=DeadlyFetcher(pages))
    id = await expedition.start()
    with pytest.raises(Killed):
        await expedition.settle()
    expedition.record.jobs.clear()

    expedition.clock.advance(60)
    await sweep(expedition)
    await expedition.finish()

    captured = [r.event for r in expedition.record.log if isinstance(r.event, PageCaptured)]
    assert sorted(one.url for one in captured) == sorted(pages)
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_a_worker_killed_without_a_word_loses_its_host_when_the_lease_ends() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start()
    await expedition.frontier.claim(id, HOST, limit=5, seconds=30)
    await sweep(expedition)
    while_leased = list(expedition.record.jobs)

    expedition.clock.advance(30)
    await sweep(expedition)

    assert while_leased == []
    assert [job.command for job in expedition.record.jobs] == [CrawlHost(crawl_id=id, host=HOST)]


async def test_sweeping_again_adds_no_second_turn() -> None:
    expedition = Expedition(dict([page("")]))
    await expedition.start()

    await sweep(expedition)
    await sweep(expedition)

    assert len(expedition.record.jobs) == 1


async def test_the_lost_end_of_a_crawl_is_made_up_for() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start()
    await expedition._follow()
    (turn,) = expedition.record.jobs
    expedition.record.jobs.clear()
    await expedition.bus.send(turn.command, SYSTEM)
    expedition.record.jobs.clear()

    await sweep(expedition)
    await sweep(expedition)

    assert [job.command for job in expedition.record.jobs] == [FinishCrawl(crawl_id=id)]
    await expedition.finish()
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_ended_crawls_are_left_in_peace() -> None:
    expedition = Expedition(dict([page("", "a"), page("a")]))
    await expedition.crawl()
    await expedition.crawl(SITE, page_limit=1)

    await sweep(expedition)

    assert expedition.record.jobs == []


async def test_people_do_not_sweep() -> None:
    with pytest.raises(Forbidden):
        await Expedition({}).bus.send(SweepCrawls(), ADMIN)
