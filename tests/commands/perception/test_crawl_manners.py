"""What fails is tried again later; hosts are left alone for as long as they ask."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Answer, Expedition, page

from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


def failing(path: str, reason: FetchError) -> tuple[str, FetchFailed]:
    return SITE + path, FetchFailed(reason, "it broke")


@pytest.mark.parametrize("reason", [FetchError.CONNECTION, FetchError.TIMEOUT])
async def test_a_passing_failure_is_tried_three_times_with_back_off(reason: FetchError) -> None:
    expedition = site(failing("", reason))
    began = expedition.clock.now()

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": reason}
    assert expedition.fetcher.asked == [SITE] * 3
    assert (expedition.clock.now() - began).total_seconds() == 2 + 4


async def test_a_lasting_failure_is_tried_once() -> None:
    expedition = site(failing("", FetchError.FORBIDDEN_ADDRESS))

    assert expedition.fates(await expedition.crawl()) == {"": "forbidden-address"}
    assert expedition.fetcher.asked == [SITE]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_host_is_left_alone_as_long_as_it_asks(status: int) -> None:
    expedition = site(page("", "a", status=status, retry_after="90"), page("a"))
    id = await expedition.start()
    await expedition.settle()
    expedition.fetcher.pages.update([page("", "a")])
    began = expedition.clock.now()

    await expedition.finish()

    assert (expedition.clock.now() - began).total_seconds() == 90
    assert expedition.fates(id) == {"": "captured", "a": "captured"}


async def test_a_host_cannot_ask_for_more_than_the_longest_wait() -> None:
    manners = CrawlManners(delay=0.0, longest_delay=100.0)
    expedition = Expedition(dict([page("", status=429, retry_after="999999")]), manners)
    began = expedition.clock.now()

    assert expedition.fates(await expedition.crawl()) == {"": "status"}
    assert (expedition.clock.now() - began).total_seconds() == 200


@pytest.mark.parametrize(("asked", "kept"), [(0.0, 1.0), (3.0, 3.0), (50.0, 50.0)])
async def test_requests_keep_the_longer_of_both_delays(asked: float, kept: float) -> None:
    times = []

    class Watched(MemoryRobots):
        async def allows(self, url: str) -> bool:
            times.append(expedition.clock.now())
            return await super().allows(url)

    paths = [str(number) for number in range(6)]
    pages = dict([page("", *paths), *(page(path) for path in paths)])
    expedition = Expedition(pages, CrawlManners(delay=1.0), robots=Watched(delay=asked))

    await expedition.crawl()

    gaps = {(b - a).total_seconds() for a, b in pairwise(times)}
    assert gaps == {kept}


async def test_urls_that_come_after_the_claim_are_asked_for_no_faster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times: list[datetime] = []

    class Watched(MemoryFetcher):
        async def answer(self, url: str) -> Fetched:
            times.append(expedition.clock.now())
            return await super().answer(url)

    paths = [str(number) for number in range(4)]
    fetcher = Watched(dict([page("", *paths), *(page(path) for path in paths)]))
    robots = MemoryRobots(delay=10.0)
    expedition = Expedition({}, CrawlManners(delay=0.0), robots=robots, fetcher=fetcher)
    claim = expedition.frontier.claim

    async def claim_early(*where: Any, **how: Any) -> Claim | None:
        found = await claim(*where, **how)
        return found and replace(found, candidates=())

    monkeypatch.setattr(expedition.frontier, "claim", claim_early)
    await expedition.crawl()

    assert len(times) == 5
    assert min((b - a).total_seconds() for a, b in pairwise(times)) == 10.0


@pytest.mark.parametrize(("own_host", "kept"), [("site.example", 0), ("b.example", 6), (None, 6)])
async def test_aurora_itself_needs_no_rest(own_host: str | None, kept: int) -> None:
    paths = [str(number) for number in range(6)]
    pages = dict([page("", *paths), *(page(path) for path in paths)])
    expedition = Expedition(pages, CrawlManners(own_host=own_host, delay=1.0))
    began = expedition.clock.now()

    await expedition.crawl()

    assert (expedition.clock.now() - began).total_seconds() == kept
