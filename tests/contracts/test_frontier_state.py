"""What the frontier says of itself, in memory and on PostgreSQL."""

from collections.abc import Sequence

from tests.ground import CRAWL, HOST, OTHER, SECOND, Ground, at

from aurora.domains.perception.limits import Limits
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.types import LeftReason
from aurora.queries.perception.ports import (
    HostGroup,
    HostStanding,
    HostState,
    Place,
    RestReason,
    Tally,
    Undecided,
)

START = Place()


async def hosts(ground: Ground) -> dict[str, HostStanding]:
    return {one.host: one for one in await ground.state.hosts(CRAWL, after="", limit=10)}


async def left(ground: Ground) -> dict[str, LeftReason | None]:
    found = await ground.state.left(CRAWL, after=START, limit=100)
    return {one.url.rpartition("/")[2]: one.reason for one in found}


def paths(found: Sequence[Undecided]) -> str:
    return "".join(one.url.rpartition("/")[2] for one in found)


async def test_a_crawl_that_nobody_heard_of_holds_nothing(ground: Ground) -> None:
    assert await ground.state.tally(CRAWL) == Tally()
    assert await ground.state.activity(CRAWL) == []
    assert await hosts(ground) == {}


async def test_what_lies_beyond_is_left_and_not_asked_for(ground: Ground) -> None:
    known = await ground.discover(at("a"), beyond=[at("b", 4), at("a", 4)])

    assert known == 1
    assert await ground.state.tally(CRAWL) == Tally(known=2, waiting=1, left={"depth": 1})
    assert await left(ground) == {"b": LeftReason.DEPTH}
    assert [one.url for one in (await ground.held()).candidates] == [at("a").url]


async def test_what_lay_beyond_is_asked_for_when_a_shorter_way_is_found(ground: Ground) -> None:
    await ground.discover(at("a"), beyond=[at("b", 4), at("c", 4)])
    await ground.discover(at("b", 1))

    assert await ground.state.tally(CRAWL) == Tally(known=3, waiting=2, left={"depth": 1})
    assert [(one.url, one.depth) for one in (await ground.held()).candidates] == [
        (at("a").url, 0),
        (at("b").url, 1),
    ]


async def test_what_is_more_than_may_be_known_is_left_as_often_again(ground: Ground) -> None:
    known = await ground.discover(*map(at, "abcdefg"), limit=3)
    again = await ground.discover(*map(at, "abcdefgh"), limit=3, beyond=[at("i", 4)])

    assert (known, again) == (3, 3)
    assert await ground.state.tally(CRAWL) == Tally(known=6, waiting=3, left={"known-limit": 3})
    assert await left(ground) == dict.fromkeys("def", LeftReason.KNOWN_LIMIT)


async def test_what_was_left_and_is_settled_is_left_no_more(ground: Ground) -> None:
    await ground.discover(at("a"), beyond=[at("b", 4)])
    async with ground.perception.work() as work:
        await work.links.settle(CRAWL, [at("b", 1), at("c", 1)])

    assert await ground.state.tally(CRAWL) == Tally(known=3, waiting=1)
    assert await ground.open() == 1


async def test_the_last_capture_and_a_cancel_say_why_they_let_go(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    await ground.discover(at("c"), id=SECOND)
    async with ground.perception.work() as work:
        await work.links.keep(CRAWL, [1], Limits(pages=1))
    async with ground.perception.work() as work:
        await work.links.close(SECOND)

    assert await left(ground) == dict.fromkeys("ab", LeftReason.PAGE_LIMIT)
    assert await ground.state.tally(SECOND) == Tally(known=1, left={"cancelled": 1})


async def test_undecided_urls_are_listed_part_by_part(ground: Ground) -> None:
    await ground.discover(
        at("c"), at("b", 1), at("a"), at("z", host=OTHER), beyond=[at("x", 4), at("y", 4)]
    )
    first = await ground.state.waiting(CRAWL, after=START, limit=2)
    rest = await ground.state.waiting(CRAWL, after=first[-1].place, limit=9)

    assert (paths(first), paths(rest)) == ("ca", "bz")
    assert paths(await ground.state.waiting(CRAWL, after=START, limit=9, host=OTHER)) == "z"
    only = await ground.state.left(CRAWL, after=START, limit=1, host=HOST, reason=LeftReason.DEPTH)
    assert paths(only) == "x"
    none = await ground.state.left(CRAWL, after=START, limit=9, reason=LeftReason.CANCELLED)
    assert none == []


async def test_one_url_is_found_while_nothing_became_of_it(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"), beyond=[at("c", 4)])
    claim = await ground.held()
    await ground.done(claim, at("b"))
    async with ground.perception.work() as work:
        await work.links.again(claim, at("a").url, due_at=ground.later(9))

    waits = await ground.state.find(CRAWL, at("a").url)
    assert waits
    assert (waits.tries, waits.due_at, waits.reason) == (1, ground.later(9), None)
    assert await ground.state.find(CRAWL, at("b").url) is None
    beyond = await ground.state.find(CRAWL, at("c").url)
    assert beyond
    assert beyond.reason is LeftReason.DEPTH


async def test_it_says_who_holds_a_host(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER), at("c", host="c.example"))
    await ground.discover(at("b", host=OTHER), id=SECOND)
    mine, theirs = await ground.held(), await ground.held(SECOND, OTHER)

    found = await hosts(ground)
    assert {host: one.state for host, one in found.items()} == {
        HOST: HostState.FETCHING,
        OTHER: HostState.TAKEN,
        "c.example": HostState.DUE,
    }
    assert (found[HOST].until, found[OTHER].until) == (mine.until, theirs.until)


async def test_a_lease_that_ended_holds_nothing(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.held()
    ground.clock.advance(31)

    assert (await hosts(ground))[HOST].state is HostState.DUE


async def test_it_says_why_hosts_rest_and_until_when(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER), at("c", host="c.example"))
    polite, troubled, tried = [await ground.held(host=host) for host in (HOST, OTHER, "c.example")]
    await ground.release(polite, 5)
    async with ground.perception.work() as work:
        await work.links.again(tried, at("c", host="c.example").url, due_at=ground.later(9))
        await work.links.release(troubled, next_allowed_at=ground.later(7), troubles=3)
        await work.links.release(tried, next_allowed_at=ground.later(1))

    found = await hosts(ground)
    assert {(one.why, one.until) for one in found.values()} == {
        (RestReason.POLITENESS, ground.later(5)),
        (RestReason.TROUBLE, ground.later(7)),
        (RestReason.RETRY, ground.later(9)),
    }
    assert {one.state for one in found.values()} == {HostState.RESTING}
    assert found[OTHER].troubles == 3


async def test_it_says_at_which_pace_a_host_is_asked(ground: Ground) -> None:
    await ground.discover(at("a"), at("b", host=OTHER))
    assert {one.pace for one in (await hosts(ground)).values()} == {None}

    brisk = Pace(delay=1.0, crawl_delay=0.5)
    await ground.frontier.renew(await ground.held(), limit=1, seconds=30, pace=brisk)
    assert {host: one.pace for host, one in (await hosts(ground)).items()} == {
        HOST: brisk,
        OTHER: None,
    }


async def test_the_pace_is_known_to_the_next_claim_and_is_kept_by_those_who_know_none(
    ground: Ground,
) -> None:
    await ground.discover(at("a"))
    slow = Pace(delay=9.0, crawl_delay=2.0, response_time=8.7)
    for pace in (slow, None):
        claim = await ground.held()
        async with ground.perception.work() as work:
            await work.links.release(claim, next_allowed_at=ground.clock.now(), pace=pace)

    assert (await ground.held()).pace == slow
    assert (await hosts(ground))[HOST].pace == slow


async def test_hosts_are_grouped_by_what_happens_there(ground: Ground) -> None:
    names = [f"{letter}.site" for letter in "abcdefg"]
    await ground.discover(*(at("x", host=name) for name in names))
    claim = await ground.held(host=names[0])
    finished = await ground.held(host=names[1])
    await ground.done(finished, at("x", host=names[1]))

    held, due = sorted(await ground.state.activity(CRAWL), key=lambda one: one.count)
    assert held == HostGroup(
        state=HostState.FETCHING, why=None, count=1, until=claim.until, hosts=[names[0]]
    )
    assert (due.state, due.count, list(due.hosts)) == (HostState.DUE, 5, names[2:])
    assert due.until <= ground.clock.now()


async def test_a_host_where_nothing_waits_is_done(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.done(await ground.held(), at("a"))

    one = (await hosts(ground))[HOST]
    assert (one.state, one.waiting, one.until) == (HostState.DONE, 0, None)


async def test_hosts_are_listed_part_by_part(ground: Ground) -> None:
    await ground.discover(*(at("x", host=f"{letter}.site") for letter in "cab"))

    first = await ground.state.hosts(CRAWL, after="", limit=2)
    rest = await ground.state.hosts(CRAWL, after=first[-1].host, limit=2)

    assert [one.host for one in (*first, *rest)] == ["a.site", "b.site", "c.site"]
