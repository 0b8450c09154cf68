"""What the frontier reads from its rows, and what it puts into them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.types import LeftReason
from aurora.infrastructure.postgres.frontier import frontier_crawls, hash_of

COUNTERS = (
    frontier_crawls.c.known,
    frontier_crawls.c.kept,
    frontier_crawls.c.kept_bytes,
    frontier_crawls.c.reached,
    frontier_crawls.c.priority,
    frontier_crawls.c.ends_at,
    frontier_crawls.c.rests_since,
    frontier_crawls.c.paused,
    frontier_crawls.c.closed,
    frontier_crawls.c.left_out,
)


@dataclass(kw_only=True)
class Counters:
    """How many URLs a crawl knows, keeps and has let go, and whether it goes on."""

    known: int
    kept: int
    kept_bytes: int
    reached: str | None
    priority: int
    ends_at: datetime | None
    rests_since: datetime | None
    paused: bool
    closed: bool
    left_out: dict[str, int]

    def leave(self, reason: LeftReason, number: int) -> None:
        """Count URLs that are let go."""
        if number:
            self.left_out[reason] = self.left_out.get(reason, 0) + number


def columns(candidates: Sequence[Candidate]) -> dict[str, list[object]]:
    """Give candidates column by column, each URL once."""
    first = {one.url: one for one in reversed(candidates)}
    once = list(reversed(first.values()))
    return {
        "hashes": [hash_of(one.url) for one in once],
        "urls": [one.url for one in once],
        "hosts": [one.host for one in once],
        "ranks": [-one.priority for one in once],
        "depths": [one.depth for one in once],
        "named_by": [one.named_by for one in once],
    }


def by_host(rows: Sequence[Row[Any]]) -> Counter[str]:
    """Count rows by their host."""
    return Counter(row.host for row in rows)
