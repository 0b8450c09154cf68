"""Crawls into a collection, where passages and both indexes follow: everything but the model."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from aurora.container import Container
from benchmarks.client import client
from benchmarks.corpus import lay_up
from benchmarks.crawl_aurora import Crawler, crawler
from benchmarks.crawl_round import Round
from benchmarks.farm import Farm, Layout, farm
from benchmarks.report import rounded, say

WAIT_SECONDS = 1.0


async def extracting(place: Path, layout: Layout, rounds: int) -> list[Round]:
    """Crawl a farm into a new collection each round, until all of it can be searched.

    Another Aurora reads the farm first. Its texts give every passage a made-up vector.
    """
    numbers = range(1, rounds + 1)
    async with farm(layout) as site:
        async with crawler(place / "reading") as aurora:
            texts = await _texts(aurora, site)
        async with crawler(place / "extracting") as aurora, _laid_up(aurora, texts):
            return [await _indexing(aurora, site, number) for number in numbers]


async def _indexing(aurora: Crawler, site: Farm, number: int) -> Round:
    async with client(aurora.running) as knowledge:
        collection = await knowledge.found(f"farm {number}")

        async def until_indexed() -> None:
            await _until_ingested(aurora, site, collection)
            passages = await knowledge.until_indexed(collection)
            say(f"extracting, round {number}: {passages} passages are indexed")

        crawled = await aurora.crawl(site, collection, until_indexed)
    say(f"extracting, round {number}, pages per CPU-second: {rounded(crawled.pages_per_cpu_s)}")
    return crawled


async def _texts(aurora: Crawler, site: Farm) -> dict[str, str]:
    async with client(aurora.running) as knowledge:
        collection = await knowledge.found("farm")

    await aurora.crawl(site, collection, partial(_until_ingested, aurora, site, collection))
    return {str(one.id): await aurora.text(one) for one in await aurora.documents(collection)}


async def _until_ingested(aurora: Crawler, site: Farm, collection: UUID) -> None:
    """Wait until every page is a document: only then can be told how many passages there are."""
    while len(await aurora.documents(collection)) < site.layout.pages:  # noqa: ASYNC110  elsewhere
        await asyncio.sleep(WAIT_SECONDS)


@asynccontextmanager
async def _laid_up(aurora: Crawler, texts: dict[str, str]) -> AsyncIterator[None]:
    container = Container(settings=aurora.running.settings())
    embedder = container.embedder()
    try:
        await lay_up(texts, container.splitter(), container.embeddings(), embedder.model)
        yield
    finally:
        embedder.close()
        await container.engine().dispose()
