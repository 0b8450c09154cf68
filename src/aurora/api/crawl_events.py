"""What tells one state of a crawl or a mapping from another, as server-sent events name them."""

from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.mappings_projection import MappingView


def event_id(progress: CrawlProgress | MappingView) -> str:
    """Name a state of a crawl by what was decided, what is known and what it does; one of a mapping
    by its version.
    """
    if isinstance(progress, MappingView):
        return str(progress.version)
    decided = progress.captured + progress.skipped + progress.failed
    doing = progress.activity.now if progress.activity else progress.status
    return f"{decided}.{progress.known}.{doing}"
