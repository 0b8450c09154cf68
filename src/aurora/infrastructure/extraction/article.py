"""The main text of a page and the facts beside it, by trafilatura."""

from itertools import islice

import msgspec
from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import Document

from aurora.domains.perception.types import Extracted
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.plain import body_text, tidy
from aurora.infrastructure.extraction.texts import with_parts

# pages with more elements, or deeper ones, take trafilatura longer than a page may
ELEMENT_LIMIT = 30_000
DEEP = XPath("boolean(" + "/*" * 300 + ")")


def with_text(outline: Extracted, tree: HtmlElement, url: str | None) -> Extracted:
    """Add to what a page says in outline its text, author and date."""
    document = _article(tree, url)
    title = _clean(document.title) or outline.title
    text = _clean(document.text) or _clean(body_text(tree)) or title or ""
    said = msgspec.structs.replace(
        outline,
        text=tidy(text),
        title=title,
        author=_clean(document.author),
        published=document.date,
    )
    return with_parts(said, url)


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
