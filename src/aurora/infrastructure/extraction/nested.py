"""Pages nested beyond what any reader takes in: their words alone, by a parser that bears it."""

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from msgspec.structs import replace

from aurora.domains.perception.types import Extracted
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.extraction.charset import CONTROL, Text
from aurora.infrastructure.extraction.nesting import READ_BARE, TOO_DEEP
from aurora.infrastructure.extraction.plain import body_text
from aurora.infrastructure.extraction.transcribing import titled


def with_words(outline: Extracted, html: Text) -> Extracted:
    """Add to what is known of a page all the text that it shows; raise Unreadable for none."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(html.utf8, parser=parser)
    except ParserError:
        return outline
    text = CONTROL.sub("", body_text(tree)).strip()
    if not text:
        raise Unreadable(UnreadableReason.LIMIT, TOO_DEEP)
    if outline.title is None and (title := _title(tree)):
        outline = replace(outline, title=title)
    return titled(outline, text, READ_BARE)


def _title(tree: HtmlElement) -> str:
    """Give what the head names the page, on one line."""
    return " ".join(CONTROL.sub("", tree.findtext("head/title") or "").split())
