"""Pieces of HTML as blocks."""

from selectolax.lexbor import LexborHTMLParser

from aurora.domains.blocks import AnyBlock
from aurora.infrastructure.extraction.convert import Converted, convert
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.targets import Targets

URL = "https://example.org/a/page"


def converted(html: str) -> Converted:
    tree = LexborHTMLParser(html)
    assert tree.body
    return convert((tree.body,), hidden(tree), Targets(URL))


def blocks(html: str) -> tuple[AnyBlock, ...]:
    return converted(html).blocks
