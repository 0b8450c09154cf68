"""Passing over robots.txt: only for those who may, and never in silence."""

import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR

from aurora.commands.perception.start_batch import StartBatch
from aurora.domains.errors import Forbidden
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.perception.events import RobotsOverridden
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.principal import Permission
from aurora.infrastructure.memory.web import MemoryRobots

NOINDEX = '<meta name="robots" content="noindex">'
PAGES = dict([page("", "/private/a", "/b"), page("private/a"), page("b", head=NOINDEX)])


def site(delay: float = 0.0) -> Expedition:
    robots = MemoryRobots([SITE + "private/"], delay=delay)
    return Expedition(PAGES, CrawlManners(delay=0.0), robots=robots)


async def test_an_administrator_may_pass_over_robots_txt() -> None:
    expedition = site()
    id = await expedition.crawl(by=ADMIN, ignore_robots=True)

    assert set(expedition.fates(id).values()) == {"captured"}
    assert (await expedition.progress(id, ADMIN)).plan.ignore_robots


async def test_without_a_word_robots_txt_is_obeyed_for_administrators_too() -> None:
    expedition = site()
    id = await expedition.crawl(by=ADMIN)

    assert expedition.fates(id) == {"": "captured", "private/a": "robots", "b": "noindex"}


async def test_it_is_recorded_who_passed_over_robots_txt() -> None:
    expedition = site()
    id = await expedition.start(by=ADMIN, ignore_robots=True)
    await expedition.start(by=ADMIN)

    told = [one.event for one in expedition.record.log if isinstance(one.event, RobotsOverridden)]
    assert told == [RobotsOverridden(crawl_id=id, by=ADMIN.id, start_urls=(SITE,))]


async def test_others_may_crawl_but_not_pass_over_robots_txt() -> None:
    expedition = site()
    with pytest.raises(Forbidden, match="robots:ignore"):
        await expedition.start(by=EDITOR, ignore_robots=True)

    assert expedition.record.log == []


async def test_a_batch_passes_over_robots_txt_for_those_who_may() -> None:
    expedition = site()
    command = StartBatch(urls=(SITE + "private/a", SITE + "b"), ignore_robots=True)
    with pytest.raises(Forbidden, match="robots:ignore"):
        await expedition.bus.send(command, EDITOR)
    started = await expedition.bus.send(command, ADMIN)
    await expedition.finish()

    assert expedition.fates(started.id) == {"private/a": "captured", "b": "captured"}
    told = [one.event for one in expedition.record.log if isinstance(one.event, RobotsOverridden)]
    assert [(one.crawl_id, one.by) for one in told] == [(started.id, ADMIN.id)]


async def test_a_crawl_delay_counts_all_the_same() -> None:
    expedition = site(delay=30.0)
    began = expedition.clock.now()
    await expedition.crawl(by=ADMIN, ignore_robots=True)

    assert (expedition.clock.now() - began).total_seconds() >= 60


def test_only_administrators_have_the_permission() -> None:
    having = {role for role, may in PERMISSIONS.items() if Permission.IGNORE_ROBOTS in may}
    assert having == {Role.ADMINISTRATOR}
