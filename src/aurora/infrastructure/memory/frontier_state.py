"""The frontier in memory as questions see it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from aurora.domains.perception.types import LeftReason
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.ground import CrawlRow, UrlRow
from aurora.queries.perception.ports import (
    HostGroup,
    HostStanding,
    HostState,
    Place,
    RestReason,
    Tally,
    Undecided,
    standing,
)

SOME = 5


class MemoryFrontierState:
    """Says where hosts and undecided URLs of crawls stand."""

    def __init__(self, frontier: MemoryFrontier) -> None:
        self._frontier = frontier

    async def tally(self, crawl_id: UUID) -> Tally:
        """Count what a crawl's frontier holds."""
        crawl = self._crawl(crawl_id)
        left: dict[str, int] = {}
        for one in crawl.left():
            left[str(one.reason)] = left.get(str(one.reason), 0) + 1
        return Tally(
            known=len(crawl.urls),
            bytes=crawl.kept_bytes,
            waiting=len(crawl.waiting()),
            left=left,
        )

    async def activity(self, crawl_id: UUID) -> Sequence[HostGroup]:
        """Give the hosts where URLs wait, by what happens there."""
        hosts = [one for one in self._hosts(crawl_id) if one.state is not HostState.DONE]
        by_state = groupby(sorted(hosts, key=_kind), key=_kind)
        return [_group(list(members)) for _, members in by_state]

    async def hosts(self, crawl_id: UUID, *, after: str, limit: int) -> Sequence[HostStanding]:
        """Give the hosts of a crawl by ascending name."""
        return [one for one in self._hosts(crawl_id) if one.host > after][:limit]

    async def waiting(
        self, crawl_id: UUID, *, after: Place, limit: int, host: str | None = None
    ) -> Sequence[Undecided]:
        """Give the URLs that wait, in the order of their places."""
        found = [one for one in self._undecided(crawl_id, host) if one.reason is None]
        return [one for one in found if _key(one.place) > _key(after)][:limit]

    async def left(
        self,
        crawl_id: UUID,
        *,
        after: Place,
        limit: int,
        host: str | None = None,
        reason: LeftReason | None = None,
    ) -> Sequence[Undecided]:
        """Give the URLs that were let go, in the order of their places."""
        found = [one for one in self._undecided(crawl_id, host) if one.reason]
        wanted = [one for one in found if reason in (None, one.reason)]
        return [one for one in wanted if _key(one.place) > _key(after)][:limit]

    async def find(self, crawl_id: UUID, url: str) -> Undecided | None:
        """Give a URL that waits or was let go, None for any other."""
        return next((one for one in self._undecided(crawl_id, None) if one.url == url), None)

    def _crawl(self, crawl_id: UUID) -> CrawlRow:
        return self._frontier.ground.crawls.get(crawl_id, CrawlRow())

    def _undecided(self, crawl_id: UUID, host: str | None) -> list[Undecided]:
        rows = enumerate(self._crawl(crawl_id).urls.values(), 1)
        found = [_undecided(row, number) for number, row in rows if row.waiting or row.reason]
        here = [one for one in found if host in (None, one.place.host)]
        return sorted(here, key=lambda one: _key(one.place))

    def _hosts(self, crawl_id: UUID) -> Iterator[HostStanding]:
        crawl, now = self._crawl(crawl_id), self._frontier.record.clock.now()
        for host in sorted(crawl.served_at):
            row, urls = self._frontier.ground.hosts[host], crawl.waiting(host)
            yield standing(
                host,
                len(urls),
                row.troubles,
                row.pace,
                held_until=row.leased_until,
                held_here=row.leased_by == crawl_id,
                allowed_at=row.next_allowed_at,
                due_at=min((one.due_at for one in urls), default=None),
                now=now,
            )


def _kind(one: HostStanding) -> tuple[HostState, RestReason | str]:
    return one.state, one.why or ""


def _group(members: Sequence[HostStanding]) -> HostGroup:
    ends = sorted((one.until, one.host) for one in members if one.until)
    return HostGroup(
        state=members[0].state,
        why=members[0].why,
        count=len(members),
        until=ends[0][0],
        hosts=[host for _, host in ends[:SOME]],
    )


def _key(place: Place) -> tuple[str, int, int, int]:
    return place.host, place.rank, place.depth, place.number


def _undecided(row: UrlRow, number: int) -> Undecided:
    one = row.candidate
    rank = 0 if row.reason else -one.priority
    return Undecided(
        url=one.url,
        place=Place(host=one.host, rank=rank, depth=one.depth, number=number),
        tries=one.attempts,
        due_at=row.due_at,
        reason=row.reason,
    )
