"""What happens in a crawl, in words: at its hosts, to its failures, and to what it leaves aside."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from aurora.cli.output import clean, duration
from aurora.domains.perception.types import FetchError, LeftReason, SkipReason
from aurora.queries.perception.activity import Activity, Doing
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.ports import HostGroup, HostState, RestReason

SHOWN = 6
SHARED = frozenset(map(str, SkipReason)) & frozenset(map(str, LeftReason))
WHY = {
    RestReason.POLITENESS: "resting",
    RestReason.TROUBLE: "in trouble",
    RestReason.RETRY: "to be tried again",
}
STATES = {
    HostState.FETCHING: "fetching",
    HostState.DUE: "waiting for a worker",
    HostState.TAKEN: "taken by another crawl",
}


def doing(crawl: CrawlProgress, *, brief: bool = False, now: datetime | None = None) -> str:
    """Say what happens at the hosts of a crawl; briefly, only where nothing is fetched."""
    activity = crawl.activity
    if activity is None or (brief and activity.now in (Doing.FETCHING, Doing.DUE)):
        return ""
    if activity.now is Doing.PAUSED:
        return f"paused: aurora crawl --resume {crawl.id}"
    if activity.now is Doing.ENDING:
        return "about to end"
    return _groups(activity, now or datetime.now(UTC))


def failures(crawl: CrawlProgress) -> str:
    """Say how many URLs failed for which reason."""
    return counts(chosen(crawl, FetchError))


def aside(crawl: CrawlProgress) -> str:
    """Say how many URLs were skipped, excluded and left."""
    found = {"skipped": crawl.skipped, "excluded": crawl.excluded, "left": crawl.left}
    return counts({name: number for name, number in found.items() if number})


def chosen(crawl: CrawlProgress, reasons: Iterable[str]) -> Mapping[str, int]:
    """Give those of the reasons that occurred, with how often they did."""
    return {one: crawl.by_reason[one] for one in reasons if one in crawl.by_reason}


def shared_out(crawl: CrawlProgress, reasons: Iterable[str], total: int) -> Mapping[str, int]:
    """Give the reasons of so many URLs, where the limit that a crawl reached is the reason of
    others too: some were fetched already, some not.
    """
    found = chosen(crawl, reasons)
    alone = {reason: number for reason, number in found.items() if reason not in SHARED}
    rest = total - sum(alone.values())
    limits = [reason for reason in found if reason in SHARED] if rest > 0 else []
    return alone | dict.fromkeys(limits[:1], rest)


def counts(found: Mapping[str, int]) -> str:
    """Write counts with the greatest first, and not too many of them."""
    most = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return _and_more([f"{clean(name)} {number:,}" for name, number in most])


def _groups(activity: Activity, now: datetime) -> str:
    busy = any(one.state is HostState.FETCHING for one in activity.hosts)
    return ", ".join(_group(one, now, busy=busy) for one in activity.hosts)


def _group(one: HostGroup, now: datetime, *, busy: bool) -> str:
    who = clean(one.hosts[0]) if one.count == 1 else f"{one.count:,}"
    said = f"{who} {WHY[one.why] if one.why else STATES[one.state]}"
    left = (one.until - now).total_seconds()
    rests = one.state is HostState.RESTING and not busy and left >= 1
    return f"{said} for {duration(left)}" if rests else said


def _and_more(parts: Sequence[str]) -> str:
    more = [f"and {len(parts) - SHOWN} more"] if len(parts) > SHOWN else []
    return ", ".join([*parts[:SHOWN], *more])
