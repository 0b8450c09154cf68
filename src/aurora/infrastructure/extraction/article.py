"""The main text of a page and the facts beside it, by trafilatura."""

from itertools import islice

import msgspec
from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import Document

from aurora.domains.perception.types import Extracted
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.nesting import TOO_DEEP
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.plain import body_text, tidy
from aurora.infrastructure.extraction.transcribing import with_blocks, with_parts
from aurora.infrastructure.extraction.whole import whole

# pages with more elements, or deeper ones, take trafilatura longer than a page may
ELEMENT_LIMIT = 30_000
DEEP = XPath("boolean(" + "/*" * 300 + ")")


def with_text(outline: Extracted, page: ParsedPage | None, tree: HtmlElement) -> Extracted:
    """Add to what a page says in outline its text, author and date."""
    document = _article(tree, page.url if page else None)
    title = _clean(document.title) or outline.title
    said = msgspec.structs.replace(
        outline, title=title, author=_clean(document.author), published=document.date
    )
    if text := _clean(document.text):
        return with_parts(said, tidy(text), page.url if page else None)
    if page is None:
        return with_parts(said, _clean(body_text(tree)) or title or "", None, (TOO_DEEP,))
    return with_blocks(said, *whole(page))


def _article(tree: HtmlElement, url: str | None) -> Document:
    if DEEP(tree) or sum(1 for _ in islice(tree.iter(), ELEMENT_LIMIT)) == ELEMENT_LIMIT:
        return Document()
    found = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_formatting=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return found if isinstance(found, Document) else Document()


def _clean(text: str | None) -> str | None:
    return CONTROL.sub("", text).strip() or None if text else None
