"""What a crawl does at this moment."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from aurora.domains.perception.crawl import CrawlStatus
from aurora.queries.perception.ports import FrontierState, HostGroup, HostState
from aurora.queries.perception.views import CrawlView


class Doing(StrEnum):
    """What a crawl that has not ended does: it holds the lease of a host; a turn is due and the
    next free worker takes it, at the latest when crawls are swept; other crawls hold its hosts; all
    its hosts rest; nothing waits any more and its end is about to be noted; or it is paused.
    """

    FETCHING = "fetching"
    DUE = "due"
    TAKEN = "taken"
    RESTING = "resting"
    ENDING = "ending"
    PAUSED = "paused"


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """What a crawl does, until when at the least, and its hosts by what happens there.

    A lease that is held is renewed before `until`; one whose worker died ends then.
    """

    now: Doing
    until: datetime | None
    hosts: Sequence[HostGroup]


async def activity_of(crawl: CrawlView, frontier: FrontierState) -> Activity | None:
    """Look at who holds which host; an ended crawl does nothing."""
    if crawl.status.ended:
        return None
    groups = await frontier.activity(crawl.id)
    if crawl.status is CrawlStatus.PAUSED:
        return Activity(now=Doing.PAUSED, until=None, hosts=groups)
    order = [state for state in HostState if any(one.state is state for one in groups)]
    if not order:
        return Activity(now=Doing.ENDING, until=None, hosts=())
    now = min(order, key=lambda state: list(Doing).index(Doing(state)))
    until = min(one.until for one in groups if one.state is now)
    return Activity(now=Doing(now), until=until, hosts=groups)
