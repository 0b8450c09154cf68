"""All that a page shows, where nothing tells its content from the rest."""

from aurora.infrastructure.extraction.convert import Converted, convert
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.targets import Targets


def whole(page: ParsedPage) -> Converted:
    """Give the blocks of the whole body."""
    body = page.tree.body
    return convert((body,) if body else (), page.hidden, Targets(page.base))
