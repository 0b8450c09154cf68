"""How a crawl is going."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.domains.errors import NotFound
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.principal import Principal


def patient() -> Expedition:
    paths = [str(number) for number in range(8)]
    manners = CrawlManners(delay=1.0, slice_seconds=4.0)
    return Expedition(dict([page("", *paths), *(page(path) for path in paths)]), manners)


async def test_a_new_crawl_knows_its_start() -> None:
    expedition = patient()
    id = await expedition.start()
    await expedition._follow()

    progress = await expedition.progress(id)

    assert progress.status is CrawlStatus.RUNNING
    assert (progress.known, progress.captured, progress.remaining) == (1, 0, 1)
    assert (progress.pages_per_second, progress.seconds_left) == (0.0, None)
    assert (progress.owner_id, progress.plan.start_urls) == (EDITOR.id, (SITE,))


async def test_pace_and_what_is_left_are_told() -> None:
    expedition = patient()
    id = await expedition.start()
    await expedition.settle()
    expedition.clock.advance(5 - (expedition.clock.now().second))

    progress = await expedition.progress(id)

    assert (progress.known, progress.captured, progress.remaining) == (9, 4, 5)
    assert (progress.pages_per_second, progress.seconds_left) == (0.8, 6.2)


async def test_the_page_limit_bounds_what_is_left() -> None:
    expedition = patient()
    id = await expedition.start(page_limit=6)
    await expedition.settle()

    assert (await expedition.progress(id)).remaining == 2


async def test_an_ended_crawl_has_nothing_left_and_keeps_its_pace() -> None:
    expedition = patient()
    id = await expedition.crawl()
    before = await expedition.progress(id)

    expedition.clock.advance(3600)
    after = await expedition.progress(id)

    assert after == before
    assert after.ended_at
    assert after.ended_at - after.started_at > timedelta(seconds=7)
    assert (after.remaining, after.seconds_left) == (0, 0.0)


@pytest.mark.parametrize("by", [EDITOR, ADMIN])
async def test_owners_and_managers_see_a_crawl(by: Principal) -> None:
    expedition = patient()
    id = await expedition.crawl()

    assert (await expedition.progress(id, by)).captured == 9


@pytest.mark.parametrize("by", [STRANGER, VIEWER])
async def test_somebody_elses_crawl_is_missing(by: Principal) -> None:
    expedition = patient()
    id = await expedition.crawl()

    with pytest.raises(NotFound, match=str(id)):
        await expedition.progress(id, by)


async def test_an_unknown_crawl_is_missing() -> None:
    with pytest.raises(NotFound):
        await patient().progress(UUID(int=5))
