"""What a page costs when Aurora crawls it, beside Scrapy and Crawlee on the same link farm.

AURORA_BENCH_PAGES, _ROUNDS, _HOSTS and _ACROSS (links of each page that lead to other hosts) shape
the comparison; _MEMORY_PAGES, _EXTRACTED_PAGES and _SLOW_PAGES what follows it, 0 leaves it out.
Aurora crawls each farm, and another one of that size for a field of its pages, which are read in
full and kept for it.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from aurora.domains.perception.fields import Field
from benchmarks import crawl_peers
from benchmarks.crawl_aurora import Crawler, crawler, second_worker
from benchmarks.crawl_extracting import extracting
from benchmarks.crawl_memory import Memory, plot
from benchmarks.crawl_round import Round, middle, shares, weights
from benchmarks.farm import Layout, farm
from benchmarks.report import publish, rounded, say, show


def _setting(name: str, default: int) -> int:
    return int(os.environ.get(f"AURORA_BENCH_{name}", default))


ROUNDS = _setting("ROUNDS", 3)
PAGES = _setting("PAGES", 2_000)
HOSTS = _setting("HOSTS", 16)
ACROSS = _setting("ACROSS", 0)
MEMORY_PAGES = _setting("MEMORY_PAGES", 20_000)
EXTRACTED_PAGES = _setting("EXTRACTED_PAGES", 300)
SLOW_PAGES = _setting("SLOW_PAGES", 1_000)
SLOW_HOSTS = 40
SLOW_SECONDS = 0.2
GOAL_CAPTURING, GOAL_READING, GOAL_SECOND_WORKER = 4.0, 1.0, 1.7
TITLE = Field(name="title", css="h1")
BESIDE = ("aurora", "aurora_reading")
COLUMNS = (
    "system",
    "pages/CPU-s",
    "× Scrapy",
    "CPU ms/page",
    "pages/s",
    "MB peak",
    "MB ¼",
    "MB end",
)

Rounds = Mapping[str, Sequence[Round]]


async def main() -> None:
    """Measure side by side, then what only Aurora is asked for."""
    await crawl_peers.ENVIRONMENT.install()
    with TemporaryDirectory(prefix="aurora-crawl-", ignore_cleanup_errors=True) as place:
        async with crawler(Path(place) / "beside") as aurora:
            rounds = await _beside_peers(aurora)
        if EXTRACTED_PAGES:
            layout = Layout(hosts=HOSTS, pages=EXTRACTED_PAGES, across=ACROSS)
            rounds["aurora_extracting"] = await extracting(Path(place), layout, ROUNDS)
        memory = await _long(Path(place) / "long") if MEMORY_PAGES else None
        ratio = await _two_workers(Path(place) / "slow") if SLOW_PAGES else None
    _report(rounds, memory, ratio)


async def _beside_peers(aurora: Crawler) -> dict[str, list[Round]]:
    rounds: dict[str, list[Round]] = defaultdict(list)
    for number in range(1, ROUNDS + 1):
        async with farm(_layout(number)) as site:
            rounds["aurora"].append(await aurora.crawl(site))
            for peer in crawl_peers.PEERS:
                rounds[peer].append(await crawl_peers.crawl(peer, site))
        async with farm(_layout(ROUNDS + number)) as site:
            rounds["aurora_reading"].append(await aurora.crawl(site, fields=(TITLE,)))
        costs = {name: rounded(found[-1].pages_per_cpu_s) for name, found in rounds.items()}
        say(f"round {number} of {ROUNDS}, pages per CPU-second: {costs}")
    return rounds


def _layout(seed: int) -> Layout:
    return Layout(hosts=HOSTS, pages=PAGES, seed=seed, across=ACROSS)


async def _long(data_dir: Path) -> Memory:
    layout = Layout(hosts=HOSTS, pages=MEMORY_PAGES, across=ACROSS)
    async with crawler(data_dir) as aurora, farm(layout) as site:
        crawled = await aurora.crawl(site)
    say(
        f"{crawled.pages} pages in {rounded(crawled.seconds)} s, "
        f"{rounded(crawled.pages_per_cpu_s)} per CPU-second"
    )
    return crawled.memory


async def _two_workers(data_dir: Path) -> float:
    ratios = []
    async with crawler(data_dir) as aurora:
        for number in range(1, ROUNDS + 1):
            alone = await _slowly(aurora, 2 * number)
            async with second_worker(aurora.running):
                together = await _slowly(aurora, 2 * number + 1)
            say(f"round {number}: {alone:.1f} s with one worker, {together:.1f} s with two")
            ratios.append(alone / together)
    return rounded(median(ratios))


async def _slowly(aurora: Crawler, seed: int) -> float:
    layout = Layout(hosts=SLOW_HOSTS, pages=SLOW_PAGES, seed=seed, delay=SLOW_SECONDS)
    async with farm(layout) as site:
        return (await aurora.crawl(site)).seconds


def _report(rounds: Rounds, memory: Memory | None, ratio: float | None) -> None:
    figures = {name: dict(middle(found)) for name, found in rounds.items()}
    if memory:
        figures["aurora"].update(weights([memory]))
    _show(figures)
    _show_parts({name: shares(found) for name, found in rounds.items() if found[0].parts})
    times = {name: _times_scrapy(rounds[name], rounds["scrapy"]) for name in BESIDE}
    goals = [
        ("capturing, times Scrapy", times["aurora"], GOAL_CAPTURING),
        ("reading, times Scrapy", times["aurora_reading"], GOAL_READING),
        ("a second worker, times faster", "" if ratio is None else ratio, GOAL_SECOND_WORKER),
    ]
    show("Goals", ("goal", "measured", "wanted"), goals)
    memories = {name: [one.memory for one in found] for name, found in rounds.items()}
    say(f"plot: {plot(memories | ({'aurora, long': [memory]} if memory else {}))}")
    publish({**figures, "times_scrapy": times, "second_worker_ratio": ratio})


def _times_scrapy(rounds: Sequence[Round], scrapy: Sequence[Round]) -> float:
    """Give the median of the rounds' ratios, whose both sides saw the same neighbours."""
    pairs = zip(rounds, scrapy, strict=True)
    ratios = [ours.pages_per_cpu_s / theirs.pages_per_cpu_s for ours, theirs in pairs]
    return rounded(median(ratios))


def _show(figures: Mapping[str, Mapping[str, float]]) -> None:
    scrapy = figures["scrapy"]["pages_per_cpu_s"]
    show(
        f"Crawling {PAGES} pages at {HOSTS} hosts (extracting: {EXTRACTED_PAGES})",
        COLUMNS,
        [_row(name, found, scrapy) for name, found in figures.items()],
    )


def _show_parts(parts: Mapping[str, Mapping[str, float]]) -> None:
    columns = ("CPU ms/page", *parts["aurora"])
    show("Where Aurora spends it", columns, [(name, *one.values()) for name, one in parts.items()])


def _row(name: str, found: Mapping[str, float], scrapy: float) -> Sequence[object]:
    speed, pace, *mb = found.values()
    return name, speed, speed / scrapy, 1000 / speed, pace, *mb


if __name__ == "__main__":
    asyncio.run(main())
