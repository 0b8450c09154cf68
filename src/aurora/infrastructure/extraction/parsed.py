"""A page as a tree: parsed once, and read by all who want to know something of it."""

from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.attributes import check_attributes
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.hidden import NEVER_SEEN, never_content, never_seen, not_now
from aurora.infrastructure.extraction.linked_data import Told, linked_data
from aurora.infrastructure.extraction.microdata import microdata
from aurora.infrastructure.extraction.nesting import too_deep
from aurora.infrastructure.extraction.standing import Standings
from aurora.infrastructure.extraction.streamed import arrange
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.traces import (
    BASE,
    FRAMED,
    MEDIAWIKI,
    SCOPED,
    SHADED,
    STREAMED,
    Traces,
)
from aurora.infrastructure.extraction.within import opened, unfold


@dataclass(frozen=True)
class ParsedPage:
    """The tree of a page, where the page was found, its source, and what traces are in that;
    whether there may be documents in frames of it. Nobody changes the tree.
    """

    tree: LexborHTMLParser
    url: str | None
    text: Text
    traces: Traces
    framed: bool

    def may_have(self, *words: bytes) -> bool:
        """Tell whether one of some words stands in the source, or perhaps in a frame."""
        return self.framed or self.traces.any(words)

    @cached_property
    def base(self) -> str | None:
        """Where the links of the page start from."""
        named = self.tree.css_first("base[href]", None) if self.may_have(BASE) else None
        told = Targets(self.url)(named.attributes.get("href")) if named else None
        return told or self.url

    @cached_property
    def told(self) -> Told:
        """What the page tells machines, in JSON-LD and in microdata."""
        told = linked_data(self.tree)
        return told + microdata(self.tree) if self.may_have(SCOPED) else told

    @cached_property
    def standings(self) -> Standings:
        """Where elements stand, as far as it was asked."""
        return Standings()

    @cached_property
    def unseen(self) -> frozenset[int]:
        """What is there for machines alone, or for who edits the page, by its `mem_id`."""
        selectors = [one for word, one in NEVER_SEEN.items() if self.may_have(word)]
        return never_seen(self.tree, selectors)

    @cached_property
    def never_seen(self) -> frozenset[int]:
        """What is that, or seen and never content."""
        unseen = self.unseen
        return unseen | never_content(self.tree) if self.may_have(MEDIAWIKI) else unseen

    @property
    def hidden(self) -> frozenset[int]:
        """What is not seen, nor what it holds."""
        return self.unseen | not_now(self.tree)


def parse(text: Text, url: str | None) -> ParsedPage | None:
    """Parse a page as browsers do; None where it is nested without end. Raises Unreadable."""
    check_attributes(text.text)
    if too_deep(text.text):
        return None
    traces = Traces(text.utf8)
    tree = LexborHTMLParser(opened(text.utf8) if SHADED in traces else text.utf8)
    framed = FRAMED in traces
    if framed:
        unfold(tree)
    if traces.any(STREAMED):
        arrange(tree, text.utf8)
    return ParsedPage(tree, url, text, traces, framed)
