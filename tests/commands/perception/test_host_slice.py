"""Hosts in trouble rest longer and longer, are given up in the end, and get another chance."""

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Answer, Expedition, page

from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher

PATHS = [str(number) for number in range(20)]


class Watched(MemoryFetcher):
    """Notes when it was asked; hosts may recover after some requests."""

    def __init__(self, pages: dict[str, Answer], well_after: int | None = None) -> None:
        super().__init__(pages)
        self.clock: Clock | None = None
        self.times: list[datetime] = []
        self._well_after = well_after

    async def answer(self, url: str) -> Fetched:
        if self.clock:
            self.times.append(self.clock.now())
        if self._well_after is not None and len(self.times) > self._well_after:
            return dict([page(url.removeprefix(SITE))])[url]
        return await super().answer(url)

    @property
    def gaps(self) -> list[float]:
        return [(later - sooner).total_seconds() for sooner, later in pairwise(self.times)]


def expedition(fetcher: Watched, **manners: float) -> Expedition:
    found = Expedition({}, CrawlManners(**{"delay": 0.0, **manners}), fetcher=fetcher)  # type: ignore[arg-type]
    fetcher.clock = found.clock
    return found


def down(*paths: str) -> dict[str, Answer]:
    return {SITE + path: FetchFailed(FetchError.TIMEOUT, "no answer") for path in paths}


async def test_a_host_that_fails_in_a_row_rests_twice_as_long_each_time() -> None:
    fetcher = Watched(down(*PATHS))
    await expedition(fetcher).crawl(*(SITE + path for path in PATHS))

    assert fetcher.gaps[:5] == [2.0, 4.0, 8.0, 16.0, 32.0]


async def test_what_waits_at_a_host_that_is_down_is_given_up_and_the_crawl_ends() -> None:
    fetcher = Watched(down(*PATHS))
    crawling = expedition(fetcher)
    id = await crawling.crawl(*(SITE + path for path in PATHS))

    fates = crawling.fates(id)
    assert set(fates.values()) <= {"host-down", "timeout"}
    assert list(fates.values()).count("host-down") >= len(PATHS) - 6
    assert len(fates) == len(PATHS)
    assert (await crawling.progress(id)).status is CrawlStatus.FINISHED
    assert len(fetcher.times) < len(PATHS)
    assert max(fetcher.gaps) <= CrawlManners().longest_rest + 32


@pytest.mark.parametrize(
    ("status", "asked"), [(404, 1), (408, 3), (410, 1), (500, 3), (501, 1), (502, 3), (504, 3)]
)
async def test_what_may_be_there_later_is_asked_for_again(status: int, asked: int) -> None:
    fetcher = Watched(dict([page("", status=status)]))
    crawling = expedition(fetcher)
    id = await crawling.crawl()

    assert crawling.fates(id) == {"": "status"}
    assert len(fetcher.times) == asked


async def test_a_gateway_without_its_host_is_left_alone() -> None:
    fetcher = Watched(dict(page(path, status=502) for path in PATHS))
    crawling = expedition(fetcher)
    id = await crawling.crawl(*(SITE + path for path in PATHS))

    assert fetcher.gaps[:5] == [2.0, 4.0, 8.0, 16.0, 32.0]
    assert "host-down" in crawling.fates(id).values()


async def test_a_kept_connection_that_ended_is_no_trouble_and_the_host_still_rests() -> None:
    class Ending(Watched):
        async def answer(self, url: str) -> Fetched:
            found = await super().answer(url)
            if len(self.times) % 2:
                raise FetchFailed(FetchError.CONNECTION, "the connection ended", stale=True)
            return found

    fetcher = Ending(dict([page("", "a"), page("a")]))
    crawling = expedition(fetcher, delay=1.5, tries=1)
    id = await crawling.crawl()

    assert crawling.fates(id) == {"": "captured", "a": "captured"}
    assert fetcher.gaps == [1.5, 1.5, 1.5]


async def test_a_request_that_is_cut_off_counts_for_the_delay() -> None:
    class Cancelled(Watched):
        async def answer(self, url: str) -> Fetched:
            await super().answer(url)
            raise asyncio.CancelledError

    fetcher = Cancelled(dict([page("")]))
    crawling = expedition(fetcher, delay=7.0)
    await crawling.start()
    with pytest.raises(asyncio.CancelledError):
        await crawling.finish()

    (row,) = crawling.frontier.ground.hosts.values()
    assert row.leased_until is None
    assert row.next_allowed_at >= fetcher.times[0] + timedelta(seconds=7)


async def test_a_host_that_recovers_is_asked_at_the_usual_pace_again() -> None:
    fetcher = Watched(down(*PATHS), well_after=3)
    crawling = expedition(fetcher)
    id = await crawling.crawl(*(SITE + path for path in PATHS))

    assert set(crawling.fates(id).values()) == {"captured"}
    assert fetcher.gaps[3:10] == [0.0] * 7


async def test_trouble_is_remembered_from_turn_to_turn_and_crawl_to_crawl() -> None:
    fetcher = Watched(down(*PATHS))
    crawling = expedition(fetcher)
    await crawling.crawl(*(SITE + path for path in PATHS))
    asked = len(fetcher.times)

    id = await crawling.crawl(*(SITE + path for path in PATHS[:5]))

    assert len(fetcher.times) - asked <= 3
    assert "host-down" in crawling.fates(id).values()


async def test_who_answers_slowly_is_asked_as_slowly() -> None:
    pages = dict(page(path) for path in PATHS[:4])
    slow = {url: replace(answer, elapsed=2.5) for url, answer in pages.items()}
    fetcher = Watched({**slow})
    await expedition(fetcher).crawl(*slow)

    assert fetcher.gaps == [2.5, 2.5, 2.5]
