"""How fast Aurora's hybrid search answers, beside Chroma alone and tantivy alone."""

import asyncio
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus
from benchmarks.contenders import Contender, field
from benchmarks.load import Load, drive, middle
from benchmarks.plot import plot
from benchmarks.report import publish, say, show
from benchmarks.system import aurora

PASSAGES = int(os.environ.get("AURORA_BENCH_PASSAGES", "10000"))
ROUNDS = 3
QUESTIONS = {1: 150, 16: 320}
WARM_UP = 30
SYSTEMS = ("aurora", "chroma", "tantivy")
SLOWER_TIMES, PLUS_MS = 1.5, 5.0

Loads = Mapping[str, Mapping[int, Load]]


async def main() -> None:
    """Load one collection, then ask everybody the same questions in turns."""
    with TemporaryDirectory(prefix="aurora-search-") as place:
        async with aurora(Path(place) / "data") as running, field(running, PASSAGES) as ground:
            loads = await _rounds(await ground.contenders())
    rows = [_row(name, clients, loads) for clients in QUESTIONS for name in loads]
    columns = ("system", "clients", "p50 ms", "p99 ms", "queries/CPU-s", "allowed p50 ms")
    show(f"Search over {PASSAGES} passages, top 10", columns, rows)
    figures = {name: {PASSAGES: _plain(loads[name])} for name in SYSTEMS}
    asked = {clients: load.p50_ms for clients, load in loads["question"].items()}
    say(f"plot: {plot(figures, PASSAGES)}")
    publish({**figures, "question_ms": asked, "allowed_ms": {c: _allowed(c, loads) for c in asked}})


async def _rounds(contenders: Mapping[str, Contender]) -> Loads:
    rounds: dict[str, dict[int, list[Load]]] = {name: defaultdict(list) for name in contenders}
    fresh = iter(corpus.questions())
    await _everybody(contenders, _some(fresh, WARM_UP), 1)
    for number in range(ROUNDS):
        for clients, count in QUESTIONS.items():
            found = await _everybody(contenders, _some(fresh, count), clients)
            for name, load in found.items():
                rounds[name][clients].append(load)
        say(f"round {number + 1} of {ROUNDS}")
    return {name: {c: middle(found) for c, found in one.items()} for name, one in rounds.items()}


async def _everybody(
    contenders: Mapping[str, Contender], questions: Sequence[str], clients: int
) -> Mapping[str, Load]:
    return {
        name: await drive(one.ask, questions, clients, one.cpu) for name, one in contenders.items()
    }


def _some(questions: Iterator[str], count: int) -> Sequence[str]:
    return [next(questions) for _ in range(count)]


def _plain(loads: Mapping[int, Load]) -> Mapping[int, Mapping[str, float]]:
    return {clients: asdict(load) for clients, load in loads.items()}


def _allowed(clients: int, loads: Loads) -> float:
    slower = max(loads[engine][clients].p50_ms for engine in ("chroma", "tantivy"))
    return SLOWER_TIMES * slower + loads["question"][clients].p50_ms + PLUS_MS


def _row(name: str, clients: int, loads: Loads) -> Sequence[object]:
    load = loads[name][clients]
    allowed = _allowed(clients, loads) if name == "aurora" else ""
    return name, clients, load.p50_ms, load.p99_ms, load.queries_per_cpu_s, allowed


if __name__ == "__main__":
    asyncio.run(main())
