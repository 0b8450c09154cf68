"""Slices of one crawl share what they know for as long as one of them runs."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

from aurora.commands.perception.under_way import CrawlsUnderWay, CrawlUnderWay

FIRST, SECOND = UUID(int=1), UUID(int=2)


async def begun() -> CrawlUnderWay:
    await asyncio.sleep(0)
    nothing: Any = None
    return CrawlUnderWay(crawl=nothing, rules=nothing, credentials=nothing, group=nothing)


async def test_slices_side_by_side_share() -> None:
    crawls = CrawlsUnderWay()
    async with AsyncExitStack() as stack:

        async def join(id: UUID) -> CrawlUnderWay:
            return await stack.enter_async_context(crawls.joined(id, begun))

        one, two, other = await asyncio.gather(join(FIRST), join(FIRST), join(SECOND))
        assert one is two
        assert one is not other


async def test_the_last_one_takes_it_along() -> None:
    crawls = CrawlsUnderWay()
    async with crawls.joined(FIRST, begun) as first:
        async with crawls.joined(FIRST, begun) as second:
            assert second is first
        async with crawls.joined(FIRST, begun) as third:
            assert third is first
    async with crawls.joined(FIRST, begun) as anew:
        assert anew is not first
