"""A crawl on PostgreSQL: workers side by side, workers that die, and the same pages in the end."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.databases import fresh_database
from tests.expedition import page
from tests.infrastructure.postgres.crawling import HOSTS, LEASE, PER_HOST, Installation, web
from tests.people import EDITOR

from aurora.commands.perception.scrape_page import ScrapePage
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.sitemaps import Announced, Position, Source
from aurora.domains.perception.types import SitemapUse
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.postgres.tables import jobs as jobs_table


@pytest.fixture
async def installation(postgres_url: str) -> AsyncIterator[Installation]:
    async with fresh_database(postgres_url) as engine:
        yield Installation(engine)


async def start(installation: Installation) -> None:
    starts = tuple(f"{host}0" for host in HOSTS)
    await installation.bus.send(StartCrawl(start_urls=starts, depth=50), EDITOR)


async def test_hosts_are_crawled_side_by_side_and_each_page_once(
    installation: Installation,
) -> None:
    await start(installation)

    await installation.finish()

    pages = web()
    assert await installation.captured() == dict.fromkeys(pages, 1)
    assert sorted(installation.fetcher.asked) == sorted(pages)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_killed_turns_lose_and_double_nothing(installation: Installation, seed: int) -> None:
    await start(installation)

    await installation.finish(Random(seed), kills=8)

    assert await installation.captured() == dict.fromkeys(web(), 1)


@pytest.mark.parametrize("seed", [4, 5])
async def test_a_crawl_whose_jobs_are_all_lost_is_picked_up_by_the_next_sweep(
    installation: Installation, seed: int
) -> None:
    await start(installation)
    random = Random(seed)
    for _ in range(6):
        await installation.bus.send(SweepCrawls(), SYSTEM)
        await installation.run_jobs(random)
        await installation.lose_jobs()

    await installation.finish()

    assert await installation.captured() == dict.fromkeys(web(), 1)


async def test_an_ended_crawl_leaves_no_job_behind(installation: Installation) -> None:
    await start(installation)
    await installation.finish()
    await installation.run_jobs()

    await installation.bus.send(SweepCrawls(), SYSTEM)

    async with installation.engine.connect() as connection:
        left = await connection.execute(select(func.count()).select_from(jobs_table))
        assert left.scalar_one() == 0


async def test_claims_that_are_kept_outlive_their_leases_and_not_their_keeper(
    installation: Installation,
) -> None:
    await start(installation)
    frontier, crawl = installation.frontier, UUID(int=1)

    async def claims() -> list[Claim]:
        hosts = ("a.example", "b.example")
        asked = [await frontier.claim(crawl, host, limit=1, seconds=LEASE) for host in hosts]
        return [claim for claim in asked if claim]

    first, second = await claims()
    async with frontier.kept(first, seconds=LEASE), frontier.kept(second, seconds=LEASE):
        for _ in range(10):
            await asyncio.sleep(LEASE / 4)
            assert await claims() == []
    await asyncio.sleep(LEASE * 1.1)
    assert len(await claims()) == 2


class CutOff(MemorySitemaps):
    """Never gives the last of its sources to the first who asks."""

    def __init__(self, sources: Sequence[Source]) -> None:
        super().__init__(sources)
        self.surveys = 0
        self.stuck = asyncio.Event()

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        self.surveys += 1
        first, number = self.surveys == 1, 0
        async for source in super().announced(start, since, headers):
            if first and number:
                self.stuck.set()
                await asyncio.Event().wait()
            number += 1
            yield source


async def test_a_survey_that_dies_with_its_worker_is_taken_over_and_nothing_is_missed(
    postgres_url: str,
) -> None:
    paths = [f"{HOSTS[0]}{path}" for path in range(PER_HOST)]
    halves = (paths[:6], paths[6:])
    sitemaps = CutOff([Source(url=half[0], announced=announced(half)) for half in halves])
    async with fresh_database(postgres_url) as engine:
        installation = Installation(engine, sitemaps)
        await installation.bus.send(
            StartCrawl(start_urls=(paths[0],), sitemaps=SitemapUse.ONLY), EDITOR
        )
        await installation.bus.send(SweepCrawls(), SYSTEM)
        running = asyncio.create_task(installation.run_jobs())
        await sitemaps.stuck.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        await installation.finish()

        assert sitemaps.surveys == 2
        assert await installation.captured() == dict.fromkeys(paths, 1)


def announced(urls: Sequence[str]) -> tuple[Announced, ...]:
    return tuple(Announced(url=url, source="") for url in urls)


async def test_a_scrape_goes_on_at_another_host_under_a_key_too(installation: Installation) -> None:
    there = f"{HOSTS[1]}0"
    old, moved = page("old", site=HOSTS[0], answers_as=there)
    installation.fetcher.pages[old] = moved

    for _ in range(2):
        read = await installation.bus.send(ScrapePage(url=old), EDITOR, key="once")
        assert (read.url, read.redirects) == (there, (old,))
    assert installation.fetcher.asked == [old, there] * 2
