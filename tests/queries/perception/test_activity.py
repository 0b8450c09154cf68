"""What a crawl does at a moment: who holds which host, and what happens next."""

from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.pause_crawl import PauseCrawl
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.web import MemoryRobots
from aurora.queries.perception.activity import Activity, Doing
from aurora.queries.perception.list_hosts import CrawlHostView, ListHosts
from aurora.queries.perception.ports import HostState, RestReason

HOST = "site.example"
OTHER = "https://other.example/"


def patient() -> Expedition:
    return Expedition(
        dict([page("", "a", "b"), page("a"), page("b"), page("", site=OTHER)]),
        CrawlManners(delay=9.0, slice_seconds=4.0),
    )


async def activity(expedition: Expedition, id: UUID) -> Activity:
    found = (await expedition.progress(id)).activity
    assert found
    return found


async def hosts(expedition: Expedition, id: UUID) -> list[CrawlHostView]:
    found = await expedition.bus.ask(ListHosts(crawl_id=id), EDITOR)
    return list(found)


async def started(*urls: str) -> tuple[Expedition, UUID]:
    expedition = patient()
    id = await expedition.start(*urls)
    await expedition._follow()
    return expedition, id


async def test_a_crawl_whose_turn_nobody_took_is_due() -> None:
    expedition, id = await started(SITE, OTHER)

    now = await activity(expedition, id)
    assert (now.now, now.until) == (Doing.DUE, expedition.clock.now())
    assert [(one.state, one.count, list(one.hosts)) for one in now.hosts] == [
        (HostState.DUE, 2, ["other.example", HOST])
    ]


async def test_a_crawl_that_holds_one_host_is_fetching() -> None:
    expedition, id = await started(SITE, OTHER)
    claim = await expedition.frontier.claim(id, HOST, limit=1, seconds=15)

    assert claim
    now = await activity(expedition, id)
    assert (now.now, now.until) == (Doing.FETCHING, claim.until)
    assert [one.state for one in now.hosts] == [HostState.DUE, HostState.FETCHING]


async def test_a_crawl_whose_worker_died_is_due_when_the_lease_ends() -> None:
    expedition, id = await started()
    await expedition.frontier.claim(id, HOST, limit=1, seconds=15)
    expedition.record.jobs.clear()
    expedition.clock.advance(15)

    assert (await activity(expedition, id)).now is Doing.DUE
    await expedition.bus.send(SweepCrawls(), SYSTEM)
    assert len(expedition.record.jobs) == 1


async def test_a_crawl_whose_host_another_one_has_says_so() -> None:
    expedition, id = await started()
    second = await expedition.start()
    await expedition.frontier.claim(second, HOST, limit=1, seconds=15)

    assert (await activity(expedition, id)).now is Doing.TAKEN


async def test_a_crawl_whose_hosts_rest_says_until_when_and_why() -> None:
    expedition, id = await started()
    await expedition.settle()

    now = await activity(expedition, id)
    (group,) = now.hosts
    assert (now.now, group.state, group.why) == (
        Doing.RESTING,
        HostState.RESTING,
        RestReason.POLITENESS,
    )
    assert now.until == group.until == expedition.clock.now() + timedelta(seconds=9)


async def test_a_host_in_trouble_rests_and_is_given_up_in_the_end() -> None:
    down = FetchFailed(FetchError.CONNECTION, "refused")
    manners = CrawlManners(delay=0.0, tries=9, give_up=3)
    expedition = Expedition({SITE: down, SITE + "a": down}, manners)
    id = await expedition.start(SITE, SITE + "a")
    await expedition.settle()

    (resting,) = await hosts(expedition, id)
    assert (resting.state, resting.why) == (HostState.RESTING, RestReason.TROUBLE)
    assert (resting.troubles, resting.given_up) == (2, False)
    await expedition.finish()

    (over,) = await hosts(expedition, id)
    assert (over.state, over.failed, over.given_up) == (HostState.DONE, 2, True)
    assert "host-down" in (await expedition.progress(id)).by_reason


async def test_a_host_is_shown_with_the_pace_at_which_it_is_asked() -> None:
    web = dict([page("", "a"), page("a")])
    slow = {url: replace(answer, elapsed=4.0) for url, answer in web.items()}
    expedition = Expedition(slow, CrawlManners(delay=1.0), robots=MemoryRobots(delay=2.5))
    id = await expedition.start()
    await expedition._follow()
    assert [one.pace for one in await hosts(expedition, id)] == [None]

    await expedition.finish()
    assert [one.pace for one in await hosts(expedition, id)] == [
        Pace(delay=4.0, crawl_delay=2.5, response_time=4.0)
    ]


async def test_a_crawl_that_was_paused_is_paused() -> None:
    expedition, id = await started()
    await expedition.bus.send(PauseCrawl(crawl_id=id), EDITOR)
    await expedition._follow()

    assert (await activity(expedition, id)).now is Doing.PAUSED


async def test_a_crawl_where_nothing_waits_is_about_to_end() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start()
    await expedition._follow()
    (turn,) = expedition.record.jobs
    expedition.record.jobs.clear()
    await expedition.bus.send(turn.command, SYSTEM)

    assert await activity(expedition, id) == Activity(now=Doing.ENDING, until=None, hosts=())


async def test_an_ended_crawl_does_nothing() -> None:
    expedition, id = await started()
    await expedition.bus.send(CancelCrawl(crawl_id=id), EDITOR)
    await expedition.settle()

    assert (await expedition.progress(id)).activity is None
