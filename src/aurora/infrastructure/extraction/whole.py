"""All that a page shows, where nothing tells its content from the rest."""

from aurora.infrastructure.extraction.convert import Converted, convert
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.targets import Targets


def whole(page: ParsedPage) -> Converted:
    """Give the blocks of the whole body."""
    body = page.tree.body
    return convert((body,) if body else (), hidden(page.tree), Targets(base_url(page)))


def base_url(page: ParsedPage) -> str | None:
    """Give where the links of a page start from."""
    named = page.tree.css_first("base[href]", None)
    return Targets(page.url)(named.attributes["href"]) if named else page.url
