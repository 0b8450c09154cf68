"""A PDF read as a tree of blocks, page by page."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from aurora.domains.blocks import AnyBlock, Heading, said
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.pdf.bullets import bulleted
from aurora.infrastructure.documents.pdf.chunks import Content, chunks
from aurora.infrastructure.documents.pdf.facts import Link, facts, links, outline
from aurora.infrastructure.documents.pdf.frame import Frame
from aurora.infrastructure.documents.pdf.furniture import Page, without_furniture
from aurora.infrastructure.documents.pdf.grids import Grid, grids
from aurora.infrastructure.documents.pdf.mending import mended
from aurora.infrastructure.documents.pdf.mirror import mirrored, mirrored_rules, runs_left
from aurora.infrastructure.documents.pdf.order import Thing, ordered
from aurora.infrastructure.documents.pdf.rules import Rules, rules
from aurora.infrastructure.documents.pdf.scans import is_scan, page_seen
from aurora.infrastructure.documents.pdf.tree import Tree
from aurora.infrastructure.documents.pdf.words import Word, linked, words
from aurora.infrastructure.documents.sight import READ_BY_SIGHT
from aurora.infrastructure.documents.sight.eyes import Eyes

MOST_PAGES = 3_000
MOST_WORDS = 3_000_000
MOST_ANNOTATIONS = 1_000  # of a page that are looked at
TITLE_LEVEL = 1


class PageOfWords(msgspec.Struct, frozen=True):
    """The words of a page, its height and the grids that are drawn on it, as its text runs; words
    that run otherwise; whether it is a picture, and whether that was read.
    """

    words: list[Word]
    height: float
    grids: list[Grid]
    others: list[list[Word]]
    pictured: bool = False
    seen: bool = False


def read_pdf(content: bytes, eyes: Eyes) -> Transcript:
    """Read a PDF, pages that are pictures by eyes that can; raises Unreadable (encrypted, damaged,
    empty, scan, too-large).
    """
    with opened(content) as document:
        pages = list(_pages(document, eyes))
        silent = [number for number, page in enumerate(pages, 1) if not page.words]
        if len(silent) == len(pages):
            raise _silence(pages)
        blocks = Tree(list(_contents(pages)), outline(document)).blocks()
        about = facts(document, content)
    about = msgspec.structs.replace(about, title=about.title or _only_title(blocks))
    return Transcript(
        facts=about,
        blocks=blocks,
        pages=len(pages),
        reasons=_reasons(pages, silent),
    )


def _only_title(blocks: Sequence[AnyBlock]) -> str | None:
    """Give the heading above all others, if there is one."""
    tops = [one for one in blocks if isinstance(one, Heading) and one.level == TITLE_LEVEL]
    return said(tops[0].runs) if len(tops) == 1 else None


def opened(content: bytes) -> PdfDocument:
    """Open a PDF; raises Unreadable (encrypted, damaged, too-large)."""
    try:
        document = _whole(content)
    except PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable(
                UnreadableReason.ENCRYPTED, "the PDF is locked by a password"
            ) from error
        raise Unreadable(UnreadableReason.DAMAGED, "the PDF is damaged") from error
    if len(document) > MOST_PAGES:
        raise Unreadable(
            UnreadableReason.TOO_LARGE,
            f"the PDF has {len(document):,} pages, and at most {MOST_PAGES:,} are read",
        )
    if not len(document):
        raise Unreadable(UnreadableReason.DAMAGED, "the PDF has no page that can be read")
    with suppress(PdfiumError):  # what was filled in is lost then, not the rest
        document.init_forms()
    return document


def _whole(content: bytes) -> PdfDocument:
    """Open a PDF, also one whose end was lost."""
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        whole = mended(content) if error.err_code == raw.FPDF_ERR_FORMAT else None
        if whole is None:
            raise
        return PdfDocument(whole)


def _pages(document: PdfDocument, eyes: Eyes) -> Iterator[PageOfWords]:
    left = MOST_WORDS
    for number in range(len(document)):
        try:
            page = document[number]
            leads = links(document, page)  # which are lost where a form is filled
            page = _filled(document, page, number)
            found = _page(page, leads, eyes)
            page.close()
        except PdfiumError:  # one page that is broken costs only itself
            found = PageOfWords([], 0.0, [], [])
        left -= len(found.words)
        if left < 0:
            raise Unreadable(
                UnreadableReason.TOO_LARGE, f"the PDF holds more than {MOST_WORDS:,} words"
            )
        yield found


def _filled(document: PdfDocument, page: PdfPage, number: int) -> PdfPage:
    """Give a page with what was filled into its form, or typed onto it, as part of it."""
    if document.formenv is None and not _is_typed_on(page):
        return page
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _is_typed_on(page: PdfPage) -> bool:
    """Tell whether texts were typed onto a page, as into a form that has no fields."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind == raw.FPDF_ANNOT_FREETEXT:
            return True
    return False


def _page(page: PdfPage, leads: Sequence[Link], eyes: Eyes) -> PageOfWords:
    frame = Frame(*page.get_bbox())
    found = words(page, frame)
    frame = frame._replace(turned=next(iter(found), 0))
    upright, *others = [*found.values()] or [list[Word]()]
    pictured = is_scan(page, len(upright))
    if pictured and eyes.able and (sighted := page_seen(page, eyes)):
        return PageOfWords(sighted.words, sighted.height, [], [], seen=True)
    drawn = rules(page, frame) if upright else Rules([], [], [])
    leading = linked(upright, [(frame.seen(*place), target) for place, target in leads])
    if runs_left(leading):
        width = frame.size[0]
        leading, drawn = mirrored(leading, width), mirrored_rules(drawn, width)
    leading = bulleted(leading, drawn.dots)
    return PageOfWords(leading, frame.size[1], grids(drawn), others, pictured)


def _contents(pages: Sequence[PageOfWords]) -> Iterator[Content]:
    bare = without_furniture(
        [Page(one.words, one.height, [grid.box for grid in one.grids]) for one in pages]
    )
    for number, (page, kept) in enumerate(zip(pages, bare, strict=True), 1):
        yield from chunks(ordered(_things(kept, page.grids)), number)
        for aside in page.others:
            yield from chunks(ordered(aside), number, aside=True)


def _things(kept: Sequence[Word], drawn: Sequence[Grid]) -> list[Thing]:
    """Put the words that stand in drawn tables into these."""
    things: list[Thing] = list(kept)
    for grid in drawn:
        inside = [
            thing
            for thing in things
            if isinstance(thing, Word) and grid.box.holds(thing.box.middle)
        ]
        if table := grid.table(inside):
            within = set(map(id, inside))
            things = [thing for thing in things if id(thing) not in within]
            things.append(table)
    return things


def _silence(pages: Sequence[PageOfWords]) -> Unreadable:
    if any(page.pictured for page in pages):
        return Unreadable(
            UnreadableReason.SCAN,
            "the PDF is a scan: its pages are pictures without text, or none that OCR could read",
        )
    return Unreadable(UnreadableReason.EMPTY, "the PDF holds no text")


def _reasons(pages: Sequence[PageOfWords], silent: Sequence[int]) -> tuple[str, ...]:
    read = [number for number, page in enumerate(pages, 1) if page.seen]
    unread = [number for number in silent if pages[number - 1].pictured]
    told = ((f"pages {READ_BY_SIGHT}", read), ("pages without text, that are pictures", unread))
    return tuple(f"{what}: {', '.join(map(str, which))}" for what, which in told if which)
