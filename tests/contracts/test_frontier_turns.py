"""Whose turn it is at which host, in memory and on PostgreSQL."""

from tests.ground import (
    CRAWL,
    HOST,
    OTHER,
    SECOND,
    Ground,
    at,
)

from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.commands.perception.turns import CrawlHost


async def test_an_idle_host_with_waiting_urls_has_a_turn(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER))

    assert [(turn.host, turn.crawl_id, turn.at) for turn in await ground.turns()] == [
        (HOST, CRAWL, ground.clock.now()),
        (OTHER, CRAWL, ground.clock.now()),
    ]
    assert [turn.host for turn in await ground.turns([OTHER])] == [OTHER]
    assert await ground.turns([]) == []


async def test_a_held_host_has_no_turn_until_the_claim_expires(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.held()
    while_held = await ground.turns()

    ground.clock.advance(30)

    assert while_held == []
    assert [turn.host for turn in await ground.turns()] == [HOST]


async def test_a_host_with_a_job_under_way_has_no_turn(ground: Ground) -> None:
    await ground.discover(at("a"))
    async with ground.perception.work() as work:
        work.enqueue(CrawlHost(crawl_id=CRAWL, host=HOST), delay=60)

    assert await ground.turns() == []


async def test_a_host_where_nothing_waits_has_no_turn(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    await ground.done(claim, at("a"))
    await ground.release(claim)

    assert await ground.turns() == []


async def test_a_turn_comes_when_host_and_url_are_due(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    async with ground.perception.work() as work:
        await work.links.again(claim, at("a").url, due_at=ground.later(40))
    await ground.release(claim, seconds=10)
    url_is_later = await ground.turns()
    await ground.discover(at("b"))

    assert [turn.at for turn in url_is_later] == [ground.later(40)]
    assert [turn.at for turn in await ground.turns()] == [ground.later(10)]


async def test_crawls_take_turns_at_a_host(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    ground.clock.advance(1)
    await ground.discover(at("a"), at("b"), id=SECOND)
    served = []
    for _ in range(4):
        ground.clock.advance(1)
        (turn,) = await ground.turns()
        served.append(turn.crawl_id)
        await ground.release(await ground.held(turn.crawl_id))

    assert served == [CRAWL, SECOND, CRAWL, SECOND]


async def test_a_paused_crawl_of_many_hosts_keeps_no_other_from_its_turns(ground: Ground) -> None:
    many = [at("a", host=f"{number:04}.example") for number in range(1_001)]
    await ground.discover(*many, limit=len(many))
    await ground.discover(at("a", host="zebra.example"), id=SECOND)
    async with ground.perception.work() as work:
        await work.links.pause(CRAWL, paused=True)

    assert [turn.host for turn in await ground.turns()] == ["zebra.example"]


async def test_an_exhausted_crawl_is_named_until_its_end_is_noted(ground: Ground) -> None:
    async def exhausted() -> list[object]:
        async with ground.perception.work() as work:
            return list(await work.links.exhausted())

    await ground.discover(at("a"))
    waiting = await exhausted()
    await ground.done(await ground.held(), at("a"))
    left = await exhausted()
    async with ground.perception.work() as work:
        work.enqueue(FinishCrawl(crawl_id=CRAWL))
    noted = await exhausted()

    assert (waiting, left, noted) == ([], [CRAWL], [])


async def test_a_closed_crawl_is_not_exhausted(ground: Ground) -> None:
    await ground.discover(at("a"))
    async with ground.perception.work() as work:
        await work.links.close(CRAWL)
    async with ground.perception.work() as work:
        assert list(await work.links.exhausted()) == []
