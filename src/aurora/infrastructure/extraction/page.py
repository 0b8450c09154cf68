"""Pages and plain texts made clean: what runs inside the extraction worker."""

import re
from collections.abc import Callable

import msgspec

from aurora.domains.perception.agent import OURS
from aurora.domains.perception.fields import Field
from aurora.domains.perception.types import Extracted
from aurora.domains.perception.url import Urls
from aurora.domains.unreadable import LONGEST, Unreadable, UnreadableReason
from aurora.infrastructure.extraction.charset import Text, clean
from aurora.infrastructure.extraction.outline import outline
from aurora.infrastructure.extraction.parsed import ParsedPage, parse
from aurora.infrastructure.extraction.plain import markdown_title
from aurora.infrastructure.extraction.stated import stated_type
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.xhtml import MEDIA_TYPE as XHTML
from aurora.infrastructure.extraction.xhtml import as_html

HTML = frozenset({"text/html", XHTML})
MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
READABLE = HTML | MARKDOWN | {"text/plain"}
MEANT_HTML = re.compile(rb"\s*<(!doctype html|html|head|body|meta|title|p|div|h1)\b", re.I)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes to be read, and what is said about them; of an `outline` the text is left out.

    What it asks of robots is read under the name `agent`, pictures of text in the languages `ocr`;
    `fields` are looked for unless that took too long before.
    """

    content: bytes
    content_type: str
    url: str | None = None
    outline: bool = False
    agent: str = OURS
    ocr: str = ""
    fields: tuple[Field, ...] = ()
    fields_given_up: bool = False

    @property
    def media_type(self) -> str:
        """The content type without parameters; of what is called anything, PDF and office documents
        by what they hold, else HTML or plain text by its look.
        """
        stated = stated_type(self.content, self.content_type)
        return stated or ("text/html" if MEANT_HTML.match(self.content) else "text/plain")

    @property
    def read_as(self) -> str:
        """The media type, with the parameters that were stated of it."""
        media_type = self.media_type
        known = self.content_type.lower().startswith(media_type)
        return self.content_type if known else media_type


def read(source: Source, urls: Urls) -> Extracted:
    """Give what the source says; raise NotText for binary content, Unreadable for
    an endless text."""
    html = source.media_type in HTML
    with_text = _texts() if html and not source.outline else None
    page = clean(source.content, source.content_type, html=html)
    if html:
        page = as_html(page) if source.media_type == XHTML else page
        parsed = parse(page, source.url)
        said = outline(parsed, urls, source.agent) if parsed else Extracted(text="")
        said = _with_fields(said, parsed, source) if parsed and source.fields else said
        return with_text(said, parsed, page) if with_text else said
    if source.outline:
        return Extracted(text="", title=_title(page.text, source.media_type))
    if len(page.text) > LONGEST:
        detail = f"the text has more than {LONGEST:,} characters"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    return _text(page.text, source)


def _with_fields(said: Extracted, page: ParsedPage, source: Source) -> Extracted:
    """Import what selects when somebody selects."""
    from aurora.infrastructure.extraction.selecting import given_up, selected

    if source.fields_given_up:
        found = given_up(source.fields)
    else:
        found = selected(page, source.fields, Targets(page.base))
    return msgspec.structs.replace(said, fields=found.values, reasons=found.reasons)


def _title(text: str, media_type: str) -> str | None:
    return markdown_title(text) if media_type in MARKDOWN else None


def _text(text: str, source: Source) -> Extracted:
    """Import what reads Markdown when there is some."""
    from aurora.infrastructure.extraction.texts import markdown_text, plain_text

    return markdown_text(text, source.url) if source.media_type in MARKDOWN else plain_text(text)


def _texts() -> Callable[[Extracted, ParsedPage | None, Text], Extracted]:
    """Import what texts take: before a page takes the memory, and never for outlines alone."""
    from aurora.infrastructure.extraction.article import with_text

    return with_text
