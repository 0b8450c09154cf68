"""Every trap of a hostile site ends in a failure that says what happened."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from tests.hostile.server import Hostile, hostile_site, start
from tests.hostile.traps import TRAPS, Trap
from tests.infrastructure.web.wire import fetching

from aurora.domains.perception.types import FetchFailed
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.fetcher import FetchLimits

PATIENT = FetchLimits()
HURRIED = FetchLimits(total=0.4)


@pytest.fixture
async def site() -> AsyncIterator[Hostile]:
    async with hostile_site() as site:
        yield site
    assert site.reached == 0


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.path)
async def test_a_trap_ends_in_a_failure_with_its_reason(trap: Trap, site: Hostile) -> None:
    limits = HURRIED if trap.slow else PATIENT
    rule = AddressRule(parse_targets(f"127.0.0.1/32:{site.port}"))
    known = {"localhost": ["127.0.0.1"]}
    async with fetching(rule, known=known, limits=limits) as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher.fetch(site.url + start(trap.path))
    assert failed.value.reason is trap.reason, str(failed.value)
    assert site.hits[start(trap.path)] <= 2  # the engine asks again where a connection just ends
    assert sum(site.hits.values()) <= limits.redirects + 1


async def test_the_memory_stays_flat_however_much_the_site_says(site: Hostile) -> None:
    rule = AddressRule(parse_targets(f"127.0.0.1/32:{site.port}"))
    traps = [trap for trap in TRAPS if not trap.slow]
    async with fetching(rule, known={"localhost": ["127.0.0.1"]}) as fetcher:
        tracemalloc.start()
        try:
            for trap in traps:
                with pytest.raises(FetchFailed):
                    await fetcher.fetch(site.url + start(trap.path))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 50_000_000


async def test_all_traps_at_once_do_not_keep_a_good_page_from_anybody(site: Hostile) -> None:
    rule = AddressRule(parse_targets(f"127.0.0.1/32:{site.port}"))
    limits = FetchLimits(total=5)
    async with fetching(rule, known={"localhost": ["127.0.0.1"]}, limits=limits) as fetcher:
        trapped = [
            asyncio.create_task(fetcher.fetch(site.url + start(trap.path))) for trap in TRAPS
        ]
        assert b"All the traps" in (await fetcher.fetch(f"{site.url}/")).body
        ended = await asyncio.gather(*trapped, return_exceptions=True)
    assert all(isinstance(one, FetchFailed) for one in ended)
