"""How the frontier keeps what hosts are still to be asked for, in memory and on PostgreSQL."""

import pytest
from tests.ground import CRAWL, HOST, Ground, at

from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.sitemaps import Itinerary, Place, Position

WAY = ("https://a.example/a.xml", "https://a.example/b.xml")
WAITING = (Place(url=WAY[0], way=WAY, again=True), Place(url=WAY[1], depth=2, guessed=True))
POSITION = Position(waiting=WAITING, met=WAY, given=7, fruitful=True)
UNDER_WAY = Itinerary(done=("http://a.example/",), position=POSITION, requests=3, turns=1)


async def survey(ground: Ground, *, due: bool, itinerary: Itinerary | None = None) -> None:
    async with ground.perception.work() as work:
        await work.links.survey(CRAWL, [HOST], due=due, itinerary=itinerary)


async def claimed(ground: Ground) -> Claim:
    """Give the claim on a host where a survey is due."""
    await ground.discover(at("a"), at("b"))
    await survey(ground, due=True, itinerary=UNDER_WAY)
    return await ground.held()


async def renewed(ground: Ground, claim: Claim) -> Claim:
    renewed = await ground.frontier.renew(claim, limit=1, seconds=30)
    assert renewed
    return renewed


async def test_a_survey_goes_on_where_it_was(ground: Ground) -> None:
    claim = await claimed(ground)
    again = await renewed(ground, claim)
    await ground.release(claim)
    later = await ground.held()

    assert [(one.survey, one.itinerary) for one in (claim, again, later)] == [(True, UNDER_WAY)] * 3


async def test_a_survey_that_is_over_leaves_nothing(ground: Ground) -> None:
    claim = await claimed(ground)
    await survey(ground, due=False)
    await ground.release(claim)
    await survey(ground, due=True)
    claim = await ground.held()

    assert (claim.survey, claim.itinerary) == (True, Itinerary())


async def test_while_a_crawl_rests_no_survey_is_due(ground: Ground) -> None:
    claim = await claimed(ground)
    told = []
    for paused in (True, False):
        async with ground.perception.work() as work:
            await work.links.pause(CRAWL, paused=paused)
        told.append((await renewed(ground, claim)).survey)
        await ground.release(claim)
        claim = await ground.held()
        told.append(claim.survey)

    assert told == [False, False, False, True]


@pytest.mark.parametrize("noted", [False, True])
async def test_a_crawl_that_is_over_has_no_survey_left(ground: Ground, *, noted: bool) -> None:
    claim = await claimed(ground)
    async with ground.perception.work() as work:
        await work.links.close(CRAWL)
    if noted:
        await survey(ground, due=True, itinerary=UNDER_WAY)
    again = await renewed(ground, claim)
    await ground.release(claim)

    assert (again.survey, (await ground.held()).survey) == (False, False)
