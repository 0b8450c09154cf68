"""HTML as part of other documents: all that it shows, for nobody filled it with anything else."""

from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.extraction import xhtml
from aurora.infrastructure.extraction.charset import Text, clean
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.whole import whole

NOWHERE = "about:blank"  # what is named from here leads to no other page


def read_html(content: bytes, content_type: str) -> Transcript:
    """Read all that a page shows; raises NotText, Unreadable."""
    return _read(clean(content, content_type, html=True))


def read_xhtml(content: bytes, content_type: str) -> Transcript:  # noqa: ARG001
    """Read XHTML, which declares its encoding itself; raises NotText, Unreadable."""
    return _read(xhtml.as_html(clean(content, xhtml.content_type(content), html=True)))


def _read(text: Text) -> Transcript:
    page = parse(text, NOWHERE)
    if page is None:
        raise Unreadable(UnreadableReason.TOO_LARGE, "the page is nested too deeply")
    shown = whole(page)
    titled = page.tree.css_first("title", None)
    title = " ".join(titled.text().split()) if titled else ""
    return Transcript(facts=Facts(title=title or None), blocks=shown.blocks, reasons=shown.reasons)
