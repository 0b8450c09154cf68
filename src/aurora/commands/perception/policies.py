"""What follows in perception from what happened."""

from collections.abc import Iterator

from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.event import Recorded
from aurora.domains.perception.events import CrawlResumed, CrawlStarted


def on_crawl_started(recorded: Recorded) -> Iterator[SweepCrawls]:
    """A new crawl gets its first turns at once."""
    if isinstance(recorded.event, CrawlStarted):
        yield SweepCrawls()


def on_crawl_resumed(recorded: Recorded) -> Iterator[SweepCrawls]:
    """A crawl that goes on gets its turns at once."""
    if isinstance(recorded.event, CrawlResumed):
        yield SweepCrawls()
