"""What claims on hosts promise, in memory and on PostgreSQL."""

import asyncio

from tests.ground import (
    CRAWL,
    OTHER,
    SECOND,
    Ground,
    at,
)

from aurora.domains.perception.frontier import Claim


def urls(claim: Claim | None) -> list[str]:
    return [one.url for one in claim.candidates] if claim else []


async def test_a_host_has_one_claim_at_a_time(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.discover(at("a"), id=SECOND)

    claims = await asyncio.gather(*(ground.claim(id) for id in (CRAWL, SECOND, CRAWL, SECOND)))

    assert len([claim for claim in claims if claim]) == 1


async def test_hosts_are_claimed_apart(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER))

    assert urls(await ground.claim()) == ["https://a.example/a"]
    assert urls(await ground.claim(host=OTHER)) == ["https://b.example/b"]


async def test_an_unknown_host_cannot_be_claimed(ground: Ground) -> None:
    assert await ground.claim() is None


async def test_an_expired_claim_is_taken_over_and_outdated(ground: Ground) -> None:
    await ground.discover(at("a"))
    lost = await ground.held()

    ground.clock.advance(31)
    taken = await ground.held()

    assert taken.fence > lost.fence
    assert urls(taken) == urls(lost)
    assert not await ground.done(lost, at("a"))
    assert await ground.frontier.renew(lost, limit=1, seconds=30) is None
    assert not await ground.release(lost)
    assert await ground.done(taken, at("a"))


async def test_an_expired_claim_that_nobody_took_over_still_counts(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()

    ground.clock.advance(31)

    assert await ground.done(claim, at("a"))


async def test_a_renewed_claim_lasts_and_shows_what_waits_now(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    await ground.done(claim, at("a"))
    await ground.discover(at("b"))

    ground.clock.advance(20)
    renewed = await ground.frontier.renew(claim, limit=10, seconds=30)
    ground.clock.advance(20)

    assert urls(renewed) == ["https://a.example/b"]
    assert await ground.claim() is None


async def test_a_claim_is_held_anew_when_it_is_kept(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()

    ground.clock.advance(20)
    async with ground.frontier.kept(claim, seconds=30):
        ground.clock.advance(20)
        assert await ground.claim() is None


async def test_a_lost_claim_is_not_kept(ground: Ground) -> None:
    await ground.discover(at("a"))
    lost = await ground.held()
    ground.clock.advance(31)
    await ground.held()

    async with ground.frontier.kept(lost, seconds=300):
        ground.clock.advance(31)
        assert await ground.claim()


async def test_a_promise_to_wait_outlives_a_lost_claim(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    await ground.frontier.renew(claim, limit=1, seconds=30, next_allowed_at=ground.later(60))

    ground.clock.advance(59)
    too_early = await ground.claim()
    ground.clock.advance(1)

    assert too_early is None
    assert await ground.claim()


async def test_a_released_host_rests_until_its_time_for_every_crawl(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.discover(at("a"), id=SECOND)

    assert await ground.release(await ground.held(), seconds=5)

    assert await ground.claim(SECOND) is None
    ground.clock.advance(5)
    assert await ground.claim(SECOND)


async def test_failures_in_a_row_are_remembered_for_the_next_claim(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    async with ground.perception.work() as work:
        await work.links.release(claim, next_allowed_at=ground.clock.now(), troubles=4)
    troubled = await ground.held()
    renewed = await ground.frontier.renew(troubled, limit=1, seconds=30)
    await ground.release(troubled)

    assert (claim.troubles, troubled.troubles, renewed and renewed.troubles) == (0, 4, 4)
    assert (await ground.held()).troubles == 0


async def test_a_released_claim_is_over(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    await ground.release(claim)

    assert not await ground.done(claim, at("a"))
    assert not await ground.release(claim)
