"""How the frontier keeps a crawl within its bytes and its time, in memory and on PostgreSQL."""

from uuid import UUID

from tests.ground import CRAWL, HOST, OTHER, SECOND, Ground, at

from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.types import EndedBy

HOUR = 3_600


async def ending(ground: Ground) -> EndedBy | None:
    async with ground.perception.work() as work:
        return await work.links.ending(CRAWL)


async def exhausted(ground: Ground) -> list[UUID]:
    async with ground.perception.work() as work:
        return list(await work.links.exhausted())


async def hurried(ground: Ground) -> None:
    """Let a crawl have an hour."""
    await ground.discover(at("a"))
    async with ground.perception.work() as work:
        await work.links.prepare(CRAWL, ends_at=ground.later(HOUR))


async def pause(ground: Ground, *, paused: bool) -> None:
    async with ground.perception.work() as work:
        await work.links.pause(CRAWL, paused=paused)


async def test_the_capture_over_the_byte_limit_lets_the_rest_go(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    limits = Limits(pages=9, bytes=100)
    async with ground.perception.work() as work:
        kept = [await work.links.keep(CRAWL, sizes, limits) for sizes in ([40, 50], [20, 5], [5])]

    full = EndedBy.BYTE_LIMIT
    assert kept == [Kept(2), Kept(0, full), Kept(0, full)]
    assert await ground.open() == 0
    assert (await ground.state.tally(CRAWL)).left == {"byte-limit": 2}
    assert await ending(ground) is EndedBy.BYTE_LIMIT


async def test_a_crawl_says_which_limit_it_reached(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    assert await ending(ground) is None
    async with ground.perception.work() as work:
        await work.links.keep(CRAWL, [1], Limits(pages=1))

    assert await ending(ground) is EndedBy.PAGE_LIMIT


async def test_a_crawl_without_waiting_urls_has_nothing_left(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.done(await ground.held(), at("a"))

    assert await ending(ground) is EndedBy.NOTHING_LEFT


async def test_a_crawl_ends_when_its_time_is_up(ground: Ground) -> None:
    await hurried(ground)
    ground.clock.advance(HOUR - 1)
    assert (await ending(ground), await exhausted(ground)) == (None, [])

    ground.clock.advance(1)

    assert await ending(ground) is EndedBy.TIME_LIMIT
    assert await exhausted(ground) == [CRAWL]


async def test_a_pause_takes_no_time(ground: Ground) -> None:
    await hurried(ground)
    await pause(ground, paused=True)
    ground.clock.advance(2 * HOUR)
    assert (await ending(ground), await exhausted(ground)) == (None, [])

    await pause(ground, paused=False)
    ground.clock.advance(HOUR - 1)
    assert await ending(ground) is None
    ground.clock.advance(1)

    assert await ending(ground) is EndedBy.TIME_LIMIT


async def test_credentials_are_kept_until_the_crawl_is_closed(ground: Ground) -> None:
    own = Credentials(headers={"X-Key": "1"}, cookies={"c": "2"}, start_urls=(at("a").url,))
    await ground.discover(at("a"))
    async with ground.perception.work() as work:
        await work.links.entrust(CRAWL, own)
    async with ground.perception.work() as work:
        kept = await work.links.credentials(CRAWL), await work.links.credentials(SECOND)
    async with ground.perception.work() as work:
        await work.links.close(CRAWL)
    async with ground.perception.work() as work:
        gone = await work.links.credentials(CRAWL)

    assert (kept, gone) == ((own, Credentials()), Credentials())


async def test_a_claim_says_whether_a_survey_is_due(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER))
    async with ground.perception.work() as work:
        await work.links.survey(CRAWL, [HOST], due=True)
    due = await ground.held()
    other = await ground.held(host=OTHER)
    await ground.release(due)
    async with ground.perception.work() as work:
        await work.links.survey(CRAWL, [HOST], due=False)

    assert (due.survey, other.survey, (await ground.held()).survey) == (True, False, False)
