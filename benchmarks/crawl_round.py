"""What one crawl of a farm cost, and the middle of several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.crawl_memory import Memory
from benchmarks.report import rounded


@dataclass(frozen=True, kw_only=True)
class Round:
    """One crawl: CPU time of everything that worked for it, and memory of the crawler."""

    pages: int
    seconds: float
    cpu_seconds: float
    memory: Memory
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def pages_per_cpu_s(self) -> float:
        """Give the pages of a second of CPU time."""
        return self.pages / self.cpu_seconds

    @property
    def pages_per_s(self) -> float:
        """Give the pages of a second by the clock."""
        return self.pages / self.seconds


def middle(rounds: Sequence[Round]) -> Mapping[str, float]:
    """Give the median of every figure."""
    memories = [one.memory for one in rounds]
    return {
        "pages_per_cpu_s": rounded(median(one.pages_per_cpu_s for one in rounds)),
        "pages_per_s": rounded(median(one.pages_per_s for one in rounds)),
        **weights(memories),
    }


def shares(rounds: Sequence[Round]) -> Mapping[str, float]:
    """Give the median milliseconds of CPU time that each part of a system spends on a page."""
    return {
        part: rounded(median(1000 * one.parts[part] / one.pages for one in rounds))
        for part in rounds[0].parts
    }


def weights(memories: Sequence[Memory]) -> Mapping[str, float]:
    """Give the medians of what was weighed."""
    return {
        "peak_mb": rounded(median(one.peak_mb for one in memories)),
        "mb_at_quarter": rounded(median(one.mb_at_quarter for one in memories)),
        "mb_at_end": rounded(median(one.mb_at_end for one in memories)),
    }
