"""How much memory a crawl takes as its pages go by."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.cpu import pss_mb
from benchmarks.farm import Farm
from benchmarks.plot import canvas
from benchmarks.report import OUT, rounded

SAMPLE_SECONDS = 1.0
Members = Callable[[], Iterable[psutil.Process]]


@dataclass(frozen=True)
class Memory:
    """What was weighed: pages that the farm had given out by then, and PSS in MB."""

    samples: list[tuple[int, float]] = field(default_factory=list)

    @property
    def peak_mb(self) -> float:
        """Give the most that was seen."""
        return rounded(max(mb for _, mb in self.samples))

    @property
    def mb_at_end(self) -> float:
        """Give what was seen last."""
        return rounded(self.samples[-1][1])

    @property
    def mb_at_quarter(self) -> float:
        """Give what was seen when a quarter of the pages was through."""
        quarter = self.samples[-1][0] / 4
        return rounded(next(mb for pages, mb in self.samples if pages >= quarter))


@asynccontextmanager
async def weighing(members: Members, farm: Farm) -> AsyncIterator[Memory]:
    """Weigh processes each second and once at the end."""
    memory, before = Memory(), farm.served

    def weigh() -> None:
        with suppress(psutil.NoSuchProcess):
            if mb := pss_mb(members()):
                memory.samples.append((farm.served - before, mb))

    async def repeat() -> None:
        while True:
            weigh()
            await asyncio.sleep(SAMPLE_SECONDS)

    weighing = asyncio.create_task(repeat())
    try:
        yield memory
        weigh()
    finally:
        weighing.cancel()


def plot(memories: Mapping[str, Sequence[Memory]]) -> Path:
    """Draw memory over pages, one line a crawl."""
    place = OUT / "crawl.png"
    with canvas(place) as axes:
        for number, (name, crawls) in enumerate(memories.items()):
            for at, memory in enumerate(crawls):
                pages, mb = zip(*memory.samples, strict=True)
                axes.plot(pages, mb, color=f"C{number}", label=None if at else name)
        axes.set(
            xlabel="pages fetched", ylabel="PSS, MB", title="Memory during a crawl", ylim=(0, None)
        )
    return place
