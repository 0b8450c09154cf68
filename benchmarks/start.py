"""How long `aurora serve` takes to be ready, and what the whole system weighs at rest."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.client import client
from benchmarks.cpu import pss_mb
from benchmarks.report import publish, rounded, say, show
from benchmarks.system import RunningAurora, aurora

ROUNDS = 3
REST_SECONDS = 10.0
WARM_S, COLD_S, IDLE_MB = 5.0, 15.0, 700.0
TEXT = "Lisbon is the capital of Portugal. It lies where the Tagus meets the Atlantic."

Start = tuple[float, float]
Weights = Mapping[str, float]


async def main() -> None:
    """Start three times cold and three times warm; weigh the last one after each of its states."""
    await _compile()
    starts: dict[str, list[Start]] = {"cold": [], "warm": []}
    weights: dict[str, Weights] = {}
    for number in range(ROUNDS):
        with TemporaryDirectory(prefix="aurora-start-") as place:
            data_dir = Path(place) / "data"
            async with aurora(data_dir) as running:
                starts["cold"].append((running.ready_s, running.ready_cpu_s))
            async with aurora(data_dir) as running:
                starts["warm"].append((running.ready_s, running.ready_cpu_s))
                if number == ROUNDS - 1:
                    weights = await _states(running)
        say(f"round {number + 1}: cold {starts['cold'][-1]}, warm {starts['warm'][-1]}")
    _report({kind: _median(found) for kind, found in starts.items()}, weights)


async def _compile() -> None:
    with TemporaryDirectory(prefix="aurora-start-") as place:
        async with aurora(Path(place) / "data"):
            say("Python's bytecode is there, as it is after the first start of all")


async def _states(running: RunningAurora) -> dict[str, Weights]:
    weights = {"idle_mb": await _weigh(running)}
    async with client(running) as aurora:
        collection = await aurora.found("rest")
        await aurora.search("What is the capital of Portugal?", collection)
        weights["after_search_mb"] = await _weigh(running)
        await aurora.ingest(collection, {"Lisbon": TEXT})
        await aurora.until_indexed(collection)
        weights["after_ingest_mb"] = await _weigh(running)
    return weights


async def _weigh(running: RunningAurora) -> Weights:
    await asyncio.sleep(REST_SECONDS)
    return {name: rounded(pss_mb(members)) for name, members in running.members().items()}


def _median(starts: list[Start]) -> Start:
    seconds, cpu = zip(*starts, strict=True)
    return rounded(median(seconds)), rounded(median(cpu))


def _report(starts: Mapping[str, Start], weights: Mapping[str, Weights]) -> None:
    goals = {"cold": COLD_S, "warm": WARM_S}
    rows = [(kind, *figures, goals[kind]) for kind, figures in starts.items()]
    show("From exec to ready", ("start", "seconds", "CPU-s", "goal"), rows)
    parts = list(weights["idle_mb"])
    lines = [
        (state, *(found[part] for part in parts), rounded(sum(found.values())), IDLE_MB)
        for state, found in weights.items()
    ]
    show("Memory at rest, PSS in MB", ("state", *parts, "total", "goal"), lines)
    timings = {f"{kind}_s": wall for kind, (wall, _) in starts.items()}
    cpu = {f"{kind}_cpu_s": spent for kind, (_, spent) in starts.items()}
    publish({**timings, **cpu, **weights})


if __name__ == "__main__":
    asyncio.run(main())
