"""Closed-loop load: each client asks its next question when it has the answer to the last."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.report import rounded

Ask = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class Load:
    """Latencies in milliseconds, and how many questions a second of CPU time was enough for."""

    p50_ms: float
    p99_ms: float
    queries_per_cpu_s: float


async def drive(ask: Ask, questions: Sequence[str], clients: int, cpu: Callable[[], float]) -> Load:
    """Ask every question once, so many at a time; `cpu` reads the CPU seconds spent so far."""
    waiting = iter(questions)
    latencies: list[float] = []
    before = cpu()
    await asyncio.gather(*(_client(ask, waiting, latencies) for _ in range(clients)))
    spent = cpu() - before
    return Load(
        p50_ms=1000 * median(latencies),
        p99_ms=1000 * quantiles(latencies, n=100, method="inclusive")[98],
        queries_per_cpu_s=len(questions) / max(spent, 0.01),
    )


def middle(rounds: Sequence[Load]) -> Load:
    """Give the median over rounds of each figure."""
    return Load(
        p50_ms=rounded(median(one.p50_ms for one in rounds)),
        p99_ms=rounded(median(one.p99_ms for one in rounds)),
        queries_per_cpu_s=rounded(median(one.queries_per_cpu_s for one in rounds)),
    )


async def _client(ask: Ask, waiting: Iterator[str], latencies: list[float]) -> None:
    for question in waiting:
        started = time.perf_counter()
        await ask(question)
        latencies.append(time.perf_counter() - started)
