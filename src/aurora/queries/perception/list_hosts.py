"""The hosts of a crawl."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.pace import Pace
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.narrowing import check_texts
from aurora.queries.perception.ports import FrontierState, HostStanding, HostState, RestReason
from aurora.queries.perception.views import CrawlView, Outcome, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Views


class CrawlHostView(msgspec.Struct, frozen=True, kw_only=True):
    """A host of a crawl: what happens there and until when, and its URLs by what became of them.

    `troubles` counts the requests that failed in a row; a host that is `given_up` failed so often
    that what waits there is no longer asked for, but for one URL at each turn. The `pace` is that
    at which the host is asked; null where nobody has asked it yet.
    """

    host: str
    state: HostState
    why: RestReason | None
    until: datetime | None
    waiting: int
    captured: int
    skipped: int
    failed: int
    troubles: int
    given_up: bool
    pace: Pace | None


class ListHosts(Query[Sequence[CrawlHostView]], frozen=True, kw_only=True):
    """Ask how a crawl is going at each of its hosts."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: str | None = None


async def list_hosts(
    query: ListHosts,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    frontier: FrontierState,
    manners: CrawlManners,
) -> Sequence[CrawlHostView]:
    """Give them by ascending name."""
    check_texts(cursor=query.cursor)
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    hosts = await frontier.hosts(crawl.id, after=query.cursor or "", limit=query.limit)
    wheres = [
        {"crawl_id": crawl.id, "host": one.host, "outcome": outcome}
        for one in hosts
        for outcome in Outcome
    ]
    numbers = iter(await pages.counts(wheres))
    return [_shown(one, numbers, manners) for one in hosts]


def _shown(one: HostStanding, counts: Iterator[int], manners: CrawlManners) -> CrawlHostView:
    captured, skipped, failed = [next(counts) for _ in Outcome]
    return CrawlHostView(
        host=one.host,
        state=one.state,
        why=one.why,
        until=one.until,
        waiting=one.waiting,
        captured=captured,
        skipped=skipped,
        failed=failed,
        troubles=one.troubles,
        given_up=one.troubles >= manners.give_up,
        pace=one.pace,
    )
