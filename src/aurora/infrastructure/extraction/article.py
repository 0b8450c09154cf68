"""The main text of a page and the facts beside it, by trafilatura."""

from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import Document

from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.convert import Converted
from aurora.infrastructure.extraction.nesting import TOO_DEEP
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.plain import body_text, tidy
from aurora.infrastructure.extraction.texts import structure
from aurora.infrastructure.extraction.transcribing import titled, transcribed
from aurora.infrastructure.extraction.whole import whole

# pages with more elements, or deeper ones, take trafilatura longer than a page may
ELEMENT_LIMIT = 30_000
DEEP = XPath("boolean(" + "/*" * 300 + ")")


def with_text(outline: Extracted, page: ParsedPage | None, tree: HtmlElement) -> Extracted:
    """Add to what a page says in outline its text and facts."""
    if page is None:
        return titled(outline, _clean(body_text(tree)) or outline.title or "", TOO_DEEP)
    if text := _clean(_article(tree, page.url).text):
        (blocks, _), reasons = structure(tidy(text), page.url)
        found = Converted(blocks, reasons)
    else:
        found = whole(page)
    transcript = Transcript(facts=Facts(), blocks=found.blocks, reasons=found.reasons)
    return transcribed(outline, page, transcript)


def _article(tree: HtmlElement, url: str | None) -> Document:
    if DEEP(tree) or sum(1 for _ in islice(tree.iter(), ELEMENT_LIMIT)) == ELEMENT_LIMIT:
        return Document()
    found = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_formatting=True,
        with_metadata=False,
    )
    return found if isinstance(found, Document) else Document()


def _clean(text: str | None) -> str | None:
    return CONTROL.sub("", text).strip() or None if text else None
