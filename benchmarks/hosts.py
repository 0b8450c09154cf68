"""How long healthy hosts take to be crawled beside slow and broken ones, and whether all get rest.

`python -m benchmarks.hosts`; AURORA_BENCH_HOSTS, _BAD (so many slow hosts, and as many broken
ones), _HOST_PAGES, _SLOW_SECONDS, _HOST_DELAY (seconds between requests to a host that asks for
none) and _ROUNDS shape it. Every tenth host asks for a Crawl-delay of two
seconds. With a delay far below the usual second one worker has no time for all hosts, and what is
measured is how much it can do.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.hostile.town import Host, Temper, Town, town
from tests.journeys.living import Living, living

from benchmarks.report import publish, rounded, say, show


def _setting(name: str, default: float) -> float:
    return float(os.environ.get(f"AURORA_BENCH_{name}", default))


HOSTS = int(_setting("HOSTS", 200))
BAD = int(_setting("BAD", 10))
PAGES = int(_setting("HOST_PAGES", 5))
SLOW_SECONDS = _setting("SLOW_SECONDS", 30.0)
HOST_DELAY = _setting("HOST_DELAY", 1.0)
ROUNDS = int(_setting("ROUNDS", 3))
CRAWL_DELAY = 2.0
ANSWER_SECONDS = 0.05
GOAL_TIMES = 1.1
STALLED_SECONDS = 600.0
POLL_SECONDS = 0.2
COLUMNS = ("crawl", "hosts", "seconds", "pages", "least rest beyond the asked, s")


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """What a crawl came to: until when the healthy hosts had given out all pages, and the rest."""

    hosts: int
    seconds: float
    pages: int
    spared: float


async def main() -> None:
    """Crawl the healthy hosts alone, then beside the others, on a new Aurora each time."""
    alone, beside = [], []
    for number in range(1, ROUNDS + 1):
        alone.append(await _crawled(_hosts(bad=0)))
        beside.append(await _crawled(_hosts(bad=BAD)))
        times = f"{alone[-1].seconds:.1f} s alone, {beside[-1].seconds:.1f} s beside the others"
        say(f"round {number}: {times}")
    _report(alone, beside)


def _hosts(bad: int) -> list[Host]:
    healthy = [_host(Temper.HEALTHY, number) for number in range(HOSTS - 2 * BAD)]
    slow = [_host(Temper.SLOW, number) for number in range(bad)]
    broken = [_host((Temper.BROKEN, Temper.RESETTING)[number % 2], number) for number in range(bad)]
    return _mixed(healthy, [*slow, *broken])


def _mixed(many: Sequence[Host], few: Sequence[Host]) -> list[Host]:
    """Spread the few evenly among the many."""
    step = -(-len(many) // len(few)) if few else len(many)
    groups = [many[at : at + step] for at in range(0, len(many), step)]
    heads = [[one] for one in few] + [[]] * (len(groups) - len(few))
    return [*chain.from_iterable(chain(*pair) for pair in zip(heads, groups, strict=False))]


def _host(temper: Temper, number: int) -> Host:
    return Host(
        temper=temper,
        pages=PAGES,
        answers=SLOW_SECONDS if temper is Temper.SLOW else ANSWER_SECONDS,
        crawl_delay=0.0 if number % 10 else CRAWL_DELAY,
    )


async def _crawled(hosts: Sequence[Host]) -> Crawled:
    with TemporaryDirectory(prefix="aurora-hosts-", ignore_cleanup_errors=True) as place:
        delay = {"AURORA_CRAWL_DELAY": str(HOST_DELAY)}
        async with town(hosts) as places, living(Path(place) / "data", **delay) as aurora:
            return await _crawl(aurora, places)


async def _crawl(aurora: Living, places: Town) -> Crawled:
    started = time.monotonic()
    await aurora.post("/v1/crawls", {"start_urls": places.starts})
    await asyncio.wait_for(_given_out(places), STALLED_SECONDS)
    return Crawled(
        hosts=len(places.hosts),
        seconds=places.healthy_answered - started,
        pages=sum(len(host.answered) for host in places.healthy),
        spared=places.spared,
    )


async def _given_out(places: Town) -> None:
    """Wait until every page of every healthy host was answered."""
    while any(len(host.answered) < host.pages for host in places.healthy):  # noqa: ASYNC110
        await asyncio.sleep(POLL_SECONDS)


def _report(alone: Sequence[Crawled], beside: Sequence[Crawled]) -> None:
    crawls = {"healthy hosts alone": alone, "beside slow and broken ones": beside}
    show("Many hosts", COLUMNS, [(name, *_middle(found)) for name, found in crawls.items()])
    times = rounded(
        median(two.seconds / one.seconds for one, two in zip(alone, beside, strict=True))
    )
    spared = min(one.spared for one in (*alone, *beside))
    goals = [
        ("healthy hosts, times as long", times, GOAL_TIMES),
        ("least rest beyond the asked, s", spared, 0.0),
    ]
    show("Goals", ("goal", "measured", "wanted"), goals)
    publish(
        {
            "alone_s": _middle(alone)[1],
            "beside_s": _middle(beside)[1],
            "times": times,
            "least_spared_s": rounded(spared),
        }
    )


def _middle(found: Sequence[Crawled]) -> tuple[int, float, int, float]:
    seconds = rounded(median(one.seconds for one in found))
    return found[0].hosts, seconds, found[0].pages, min(one.spared for one in found)


if __name__ == "__main__":
    asyncio.run(main())
