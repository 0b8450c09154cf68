"""What the frontier promises about URLs, in memory and on PostgreSQL."""

import asyncio

import pytest
from msgspec.structs import replace
from tests.ground import (
    CRAWL,
    HOST,
    OTHER,
    PLENTY,
    SECOND,
    Ground,
    at,
)

from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.types import EndedBy
from aurora.queries.perception.ports import Tally


def urls(claim: Claim | None) -> list[str]:
    return [one.url for one in claim.candidates] if claim else []


async def test_a_claim_gives_the_shallowest_urls_first(ground: Ground) -> None:
    await ground.discover(at("deep", 2), at("start"), at("near", 1), at("nearer", 1))

    claim = await ground.held(limit=3)

    assert claim.candidates == [at("start"), at("near", 1), at("nearer", 1)]


async def test_a_url_is_known_once(ground: Ground) -> None:
    assert await ground.discover(at("a"), at("a", 3), at("b")) == 2
    assert await ground.discover(at("b"), at("a")) == 2
    assert (await ground.held()).candidates == [at("a"), at("b")]


async def test_crawls_know_urls_apart(ground: Ground) -> None:
    await ground.discover(at("a"))

    assert await ground.discover(at("a"), at("b"), id=SECOND) == 2
    assert await ground.open(CRAWL) == 1


async def test_no_more_urls_are_known_than_the_limit(ground: Ground) -> None:
    assert await ground.discover(at("a"), at("b"), at("c"), limit=2) == 2
    assert await ground.discover(at("d"), limit=2) == 2
    assert await ground.open() == 2


async def test_a_url_is_done_once(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    claim = await ground.held()

    assert await ground.done(claim, at("a"))
    assert not await ground.done(claim, at("a"))
    assert await ground.open() == 1


async def test_several_urls_are_done_at_once(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"), at("c"))
    claim = await ground.held()
    await ground.done(claim, at("b"))
    async with ground.perception.work() as work:
        finished = await work.links.done([claim], [at(path).url for path in "abx"])

    assert set(finished) == {at("a").url}
    assert await ground.open() == 1


async def test_who_names_a_url_is_told_when_it_is_done(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    await ground.discover(at("a", named_by=at("b").url), at("a", named_by=at("c").url))
    claim = await ground.held()
    async with ground.perception.work() as work:
        finished = await work.links.done([claim], [at("a").url, at("b").url])

    assert finished == {at("a").url: at("b").url, at("b").url: None}


async def test_a_finished_url_waits_once_more(ground: Ground) -> None:
    await ground.discover(at("a"), at("b"))
    claim = await ground.held()
    await ground.done(claim, at("a"))
    again = at("a", named_by=at("c").url)
    async with ground.perception.work() as work:
        reopened = await work.links.reopen(CRAWL, [again, at("b"), at("x")])

    assert set(reopened) == {again.url}
    assert await ground.open() == 2
    await ground.release(claim)
    assert again in (await ground.held()).candidates


async def test_a_closed_crawl_reopens_nothing(ground: Ground) -> None:
    await ground.discover(at("a"))
    await ground.done(await ground.held(), at("a"))
    async with ground.perception.work() as work:
        await work.links.close(CRAWL)
        assert not await work.links.reopen(CRAWL, [at("a")])

    assert await ground.open() == 0


async def test_a_failed_attempt_is_counted_and_waits(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    async with ground.perception.work() as work:
        assert await work.links.again(claim, at("a").url, due_at=ground.later(10))
    early = await ground.frontier.renew(claim, limit=10, seconds=30)

    ground.clock.advance(10)
    late = await ground.frontier.renew(claim, limit=10, seconds=30)

    assert urls(early) == []
    assert late
    assert [one.attempts for one in late.candidates] == [1]
    assert await ground.open() == 1


async def test_an_undone_unit_of_work_leaves_no_trace(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()

    async def fail() -> None:
        async with ground.perception.work() as work:
            await work.links.done([claim], [at("a").url])
            await work.links.discover(CRAWL, [at("b"), at("c", host=OTHER)], limit=PLENTY)
            await work.links.keep(CRAWL, [1], Limits(pages=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await ground.open() == 1
    assert await ground.claim(host=OTHER) is None
    assert await ground.done(claim, at("a"))


async def test_a_settled_url_needs_no_fetch(ground: Ground) -> None:
    await ground.discover(at("waits"))
    async with ground.perception.work() as work:
        await work.links.settle(CRAWL, [at("waits"), at("unheard-of")])

    assert await ground.discover(at("unheard-of"), at("new")) == 3
    assert await ground.open() == 1
    assert (await ground.held()).candidates == [at("new")]


async def test_a_waiting_url_becomes_preferred(ground: Ground) -> None:
    await ground.discover(at("a"))

    await ground.discover(
        at("a", 1, named_by="https://a.example/c"), at("b", named_by="https://a.example/c")
    )

    assert (await ground.held()).candidates == [
        at("a", named_by="https://a.example/c"),
        at("b", named_by="https://a.example/c"),
    ]


async def test_a_url_waits_on_the_way_that_its_redirects_take(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim, way = await ground.held(), (at("a").url, at("b").url)
    async with ground.perception.work() as work:
        assert await work.links.onward(claim, at("a").url, way)
        assert not await work.links.onward(claim, at("never").url, way)
    renewed = await ground.frontier.renew(claim, limit=9, seconds=30)
    assert renewed
    assert [(one.url, one.asks, one.way) for one in renewed.candidates] == [
        (at("a").url, at("b").url, way)
    ]
    await ground.release(claim)
    async with ground.perception.work() as work:
        assert not await work.links.onward(claim, at("a").url, way)


async def test_a_url_remembers_who_redirected_to_it_first(ground: Ground) -> None:
    await ground.discover(at("known"))
    ways = [(at(path, host=OTHER).url, at("known").url) for path in "ab"]
    for way in ways:
        for path in ("known", "new"):
            await ground.discover(replace(at(path), way=(way[0], at(path).url)))

    known, new = (await ground.held()).candidates

    assert known.way == ways[0]
    assert new.way == (ways[0][0], at("new").url)
    assert known.asks == known.url


async def test_the_last_capture_lets_the_rest_go(ground: Ground) -> None:
    await ground.discover(*(at(str(number)) for number in range(5)))
    claim = await ground.held()
    async with ground.perception.work() as work:
        kept = [await work.links.keep(CRAWL, [1] * n, Limits(pages=4)) for n in (2, 3, 1)]

    full = EndedBy.PAGE_LIMIT
    assert kept == [Kept(2), Kept(2, full), Kept(0, full)]
    assert await ground.open() == 0
    assert not await ground.done(claim, at("4"))
    assert await ground.discover(at("new")) == 6
    assert await ground.state.tally(CRAWL) == Tally(known=6, bytes=4, left={"page-limit": 6})


async def test_racing_captures_never_pass_the_limit(ground: Ground) -> None:
    await ground.discover(at("a"))

    async def keep() -> int:
        async with ground.perception.work() as work:
            return (await work.links.keep(CRAWL, [1, 1], Limits(pages=7))).captures

    assert sum(await asyncio.gather(*(keep() for _ in range(6)))) == 7


async def test_racing_discoveries_never_pass_the_limit(ground: Ground) -> None:
    many = [[at(f"{n}"), at(f"{n + 1}"), at(f"{n}", host=OTHER)] for n in range(6)]

    await asyncio.gather(*(ground.discover(*some, limit=10) for some in many))

    assert await ground.open() == 10


async def test_a_paused_crawl_has_no_turns_and_its_claims_nothing_to_do(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()

    async def pause(*, paused: bool) -> None:
        async with ground.perception.work() as work:
            await work.links.pause(CRAWL, paused=paused)

    await pause(paused=True)
    renewed = await ground.frontier.renew(claim, limit=10, seconds=30)
    assert (urls(renewed), await ground.open()) == ([], 1)
    await ground.release(claim)
    assert await ground.turns() == []

    await pause(paused=False)
    assert [turn.host for turn in await ground.turns()] == [HOST]
    assert urls(await ground.claim()) == [at("a").url]


async def test_a_closed_crawl_lets_its_urls_go_and_learns_nothing(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    async with ground.perception.work() as work:
        await work.links.close(CRAWL)

    assert await ground.discover(at("b")) == 1
    assert not await ground.done(claim, at("a"))
    assert await ground.open() == 0


async def test_racing_workers_finish_each_url_once(ground: Ground) -> None:
    candidates: list[Candidate] = [at(str(number)) for number in range(8)]
    await ground.discover(*candidates)
    claim = await ground.held()

    finished = await asyncio.gather(*(ground.done(claim, one) for one in candidates * 3))

    assert sum(finished) == 8
    assert await ground.open() == 0
