"""What the turns of guests promise, in memory and on PostgreSQL."""

import asyncio
from uuid import UUID

import pytest
from tests.ground import CRAWL, HOST, OTHER, Ground, at

from aurora.domains.perception.guests import IN_A_ROW, START, WANTED, Reservation, Rest

GUEST, NEXT = UUID(int=31), UUID(int=32)


async def ask(
    ground: Ground, by: UUID = GUEST, host: str = HOST, within: float = 10
) -> Reservation | Rest:
    return await ground.reservations.reserve(host, by=by, within=within, seconds=30)


async def reserved(ground: Ground, by: UUID = GUEST, host: str = HOST) -> Reservation:
    found = await ask(ground, by, host)
    assert isinstance(found, Reservation)
    return found


async def pause(ground: Ground) -> None:
    async with ground.perception.work() as work:
        await work.links.pause(CRAWL, paused=True)


async def test_a_host_that_nobody_knew_can_be_asked_at_once(ground: Ground) -> None:
    found = await reserved(ground)

    assert found.at == ground.clock.now()
    assert (found.claim.host, list(found.claim.candidates), found.claim.troubles) == (HOST, [], 0)


async def test_of_many_guests_one_has_the_host(ground: Ground) -> None:
    found = await asyncio.gather(*(ask(ground, UUID(int=number)) for number in range(1, 6)))

    assert len([one for one in found if isinstance(one, Reservation)]) == 1
    rest = next(one for one in found if isinstance(one, Rest))
    assert rest == Rest(host=HOST, until=ground.later(30), held=True)
    assert isinstance(await ask(ground, host=OTHER), Reservation)


async def test_the_next_comes_when_the_host_has_rested(ground: Ground) -> None:
    await ground.release((await reserved(ground)).claim, seconds=5)

    assert (await reserved(ground, NEXT)).at == ground.later(5)


async def test_a_host_that_rests_for_long_is_not_waited_for(ground: Ground) -> None:
    first = (await reserved(ground)).claim
    async with ground.perception.work() as work:
        await work.links.release(first, next_allowed_at=ground.later(11), troubles=3)

    assert await ask(ground) == Rest(host=HOST, until=ground.later(11), troubles=3)
    ground.clock.advance(1)
    assert (await reserved(ground)).claim.troubles == 3


async def test_a_guest_that_died_is_in_nobodys_way(ground: Ground) -> None:
    lost = await reserved(ground)
    ground.clock.advance(31)

    assert (await reserved(ground, NEXT)).claim.fence > lost.claim.fence
    assert not await ground.release(lost.claim)


async def test_a_reservation_is_kept_as_a_claim_is(ground: Ground) -> None:
    first = await reserved(ground)
    ground.clock.advance(20)
    async with ground.frontier.kept(first.claim, seconds=30):
        ground.clock.advance(20)
        assert isinstance(await ask(ground, NEXT), Rest)


async def test_guests_and_crawls_share_the_turns_of_a_host(ground: Ground) -> None:
    await ground.discover(at("a"))
    guest = await reserved(ground)
    while_asked = await ground.claim(), await ground.turns()
    await ground.release(guest.claim, seconds=3)
    early, (turn,) = await ground.claim(), await ground.turns()

    assert while_asked == (None, [])
    assert (early, turn.at) == (None, ground.later(3))
    ground.clock.advance(3)
    assert await ground.claim()


async def test_a_crawl_lets_go_of_a_host_that_a_guest_wants(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    claim = await ground.held()
    rest = await ask(ground)
    renewed = await ground.frontier.renew(claim, limit=10, seconds=30)
    await ground.release(claim)
    (turn,), early = await ground.turns(), await ground.claim()

    assert isinstance(rest, Rest)
    assert rest.held
    assert renewed is not None
    assert not renewed.candidates
    assert (turn.at, early) == (ground.clock.now() + WANTED, None)
    assert await reserved(ground)


async def test_a_wish_that_nobody_repeats_is_forgotten(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.held()
    await ask(ground)
    ground.clock.advance(31)

    assert await ground.claim()


async def test_after_some_guests_in_a_row_a_crawl_has_a_moment_to_come_first(
    ground: Ground,
) -> None:
    await ground.discover(at("a"))
    for _ in range(IN_A_ROW):
        await ground.release((await reserved(ground)).claim, seconds=1)
        ground.clock.advance(1)

    assert await ask(ground) == Rest(host=HOST, until=ground.clock.now() + START, held=True)
    await ground.release(await ground.held())
    assert await reserved(ground)


@pytest.mark.parametrize("paused", [True, False])
async def test_guests_wait_for_no_crawl_that_does_not_come(ground: Ground, paused: bool) -> None:
    await ground.discover(at("a"))
    for _ in range(IN_A_ROW + 2):
        if paused:
            await pause(ground)
        else:
            ground.clock.advance(START.total_seconds())
        await ground.release((await reserved(ground)).claim)
