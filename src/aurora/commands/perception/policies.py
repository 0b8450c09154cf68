"""What follows in perception from what happened."""

from collections.abc import Iterator

from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.event import Recorded
from aurora.domains.perception.events import CrawlStarted


def on_crawl_started(recorded: Recorded) -> Iterator[SweepCrawls]:
    """A new crawl gets its first turns at once."""
    if isinstance(recorded.event, CrawlStarted):
        yield SweepCrawls()
