"""A page as a tree: parsed once, and read by all who want to know something of it."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.attributes import check_attributes
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.nesting import too_deep
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.within import opened, unfold


@dataclass(frozen=True)
class ParsedPage:
    """The tree of a page, where the page was found, and its source; nobody changes the tree."""

    tree: LexborHTMLParser
    url: str | None
    text: Text


def parse(text: Text, url: str | None) -> ParsedPage | None:
    """Parse a page as browsers do; None where it is nested without end. Raises Unreadable."""
    check_attributes(text.text)
    if too_deep(text.text):
        return None
    tree = LexborHTMLParser(opened(text.utf8))
    unfold(tree)
    return ParsedPage(tree, url, text)


def base_url(page: ParsedPage) -> str | None:
    """Give where the links of a page start from."""
    named = page.tree.css_first("base[href]", None)
    told = Targets(page.url)(named.attributes.get("href")) if named else None
    return told or page.url
