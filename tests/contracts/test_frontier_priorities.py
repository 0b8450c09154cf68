"""Who comes first in the frontier, in memory and on PostgreSQL."""

from uuid import UUID

from tests.ground import CRAWL, HOST, OTHER, SECOND, Ground, at

from aurora.queries.perception.ports import Place


async def prepare(ground: Ground, id: UUID, priority: int) -> None:
    async with ground.perception.work() as work:
        await work.links.prepare(id, priority=priority)


async def served(ground: Ground, times: int) -> list[UUID]:
    """Let the crawl whose turn it is have a host for ten seconds, again and again."""
    turns = []
    for _ in range(times):
        ground.clock.advance(10)
        (turn,) = await ground.turns([HOST])
        await ground.release(await ground.held(turn.crawl_id))
        turns.append(turn.crawl_id)
    return turns


async def test_a_claim_goes_by_priority_then_depth_then_discovery(ground: Ground) -> None:
    late, deep, first = at("late", priority=-1), at("deep", 3, priority=2), at("first")
    await ground.discover(late, first, deep, at("second"), at("near", 1, priority=2))

    claim = await ground.held(limit=4)

    assert claim.candidates == [at("near", 1, priority=2), deep, first, at("second")]


async def test_waiting_urls_are_listed_in_the_order_of_their_turns(ground: Ground) -> None:
    await ground.discover(at("a", priority=-1), at("b"), at("c", 2, priority=7), at("d"))

    first = await ground.state.waiting(CRAWL, after=Place(), limit=2)
    rest = await ground.state.waiting(CRAWL, after=first[-1].place, limit=9)

    assert [one.url[-1] for one in (*first, *rest)] == ["c", "b", "d", "a"]


async def test_an_urgent_crawl_has_most_turns_and_nobody_starves(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.discover(at("b"), id=SECOND)
    await prepare(ground, SECOND, 1)

    turns = await served(ground, 12)

    assert turns.count(SECOND) > 2 * turns.count(CRAWL) > 0


async def test_crawls_of_one_priority_take_turns(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.discover(at("b"), id=SECOND)

    turns = await served(ground, 6)

    assert turns.count(SECOND) == turns.count(CRAWL) == 3


async def test_turns_of_urgent_crawls_are_handed_out_first(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.discover(at("b", host=OTHER), id=SECOND)
    await prepare(ground, SECOND, 3)

    assert [turn.crawl_id for turn in await ground.turns()] == [SECOND, CRAWL]
