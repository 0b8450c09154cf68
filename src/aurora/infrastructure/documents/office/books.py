"""Books in EPUB, chapter by chapter (https://www.w3.org/TR/epub-33/)."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from zipfile import ZipFile

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run, said
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.office.book_sections import with_sections, words
from aurora.infrastructure.documents.office.facts import book_root, facts
from aurora.infrastructure.documents.office.packages import beside
from aurora.infrastructure.documents.office.refusals import explained
from aurora.infrastructure.documents.office.text import titled
from aurora.infrastructure.documents.parts import UNPACKED_BADLY, container, markup, part
from aurora.infrastructure.documents.texts.page import read_xhtml
from aurora.infrastructure.extraction import xhtml
from aurora.infrastructure.extraction.charset import NotText, clean

LOCKS = "META-INF/encryption.xml"
OBSCURED = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
MOST_CHAPTERS = 2_000
TITLE_LEVEL = 1
CONTENTS = ("toc", None)  # kinds of lists of links that name chapters

# a link to a note, in the words of the vocabulary or of DPUB-ARIA, and its mark
REFERENCE = re.compile(
    rb"""(?P<raised><sup\b[^<>]*>\s*)?(<a\s[^<>]*(?:epub:type|role)\s*=\s*["'][^"'<>]*noteref[^<>]*>)"""
    rb"""(?:<(?:sup|span|small)\b[^<>]*>)*\s*(\d{1,3})\s*(?:</(?:sup|span|small)>)*</a>"""
)
RAISED = b"<sup>%s%s</a></sup>"


def read_book(content: bytes) -> Transcript:
    """Read EPUB; raises Unreadable."""
    with explained(), container(content) as opened:
        book = Book(opened)
        blocks = tuple(book.blocks())
        if not blocks and book.left_out:
            raise next(iter(book.left_out.values()))
        reasons = tuple(f"{name}: {refusal}" for name, refusal in book.left_out.items())
        return titled(facts(opened), blocks, reasons=reasons)


class Book:
    """The chapters of a book in their order, and why some were left out."""

    def __init__(self, opened: ZipFile) -> None:
        self.left_out: dict[str, Unreadable] = {}
        self._opened = opened
        self._names = frozenset(opened.namelist())
        self._place = book_root(opened)
        self._root = markup(part(opened, self._place))
        self._items = {item.get("id"): item for item in self._root.iter("{*}item")}
        self._locked = frozenset(_locked(opened)) if LOCKS in self._names else frozenset()

    def blocks(self) -> Iterator[AnyBlock]:
        """Give the blocks of all chapters; one that begins without a title gets that of the table
        of contents.
        """
        titles = self._titles()
        for name in self._chapters():
            (_, title), *others = titles.get(name, {"": ""}).items()
            yield from _entitled(self._chapter(name, dict(others)), title)

    def _chapters(self) -> list[str]:
        [spine] = self._root.iterfind("{*}spine")
        named = (self._part(one.get("idref", "")) for one in spine.iterfind("{*}itemref"))
        return list(dict.fromkeys(filter(None, named)))[:MOST_CHAPTERS]

    def _chapter(self, name: str, titles: Mapping[str, str]) -> tuple[AnyBlock, ...]:
        """Read a chapter, and those with these titles within it; one that is broken costs only
        itself.
        """
        try:
            if name in self._locked:
                raise Unreadable(UnreadableReason.ENCRYPTED, "the chapter is locked by a key")
            page = with_sections(part(self._opened, name), titles)
            return read_xhtml(_noted(page), xhtml.MEDIA_TYPE).blocks
        except Unreadable as refusal:
            self.left_out[name] = refusal
        except (NotText, *UNPACKED_BADLY):
            self.left_out[name] = Unreadable(UnreadableReason.DAMAGED, "the chapter is damaged")
        return ()

    def _part(self, id: str) -> str | None:
        item = self._items.get(id)
        name = beside(self._place, item.get("href", "")) if item is not None else ""
        return name if name in self._names else None

    def _titles(self) -> dict[str, dict[str, str]]:
        """Give the titles of chapters by their parts and the places in them, as far as tables of
        contents tell them.
        """
        found: dict[str, dict[str, str]] = {}
        for id, item in self._items.items():
            name = self._part(id or "")
            kind = f"{item.get('properties', '')} {item.get('media-type', '')}"
            look = _linked if "nav" in kind.split() else _pointed if "ncx" in kind else None
            if name and look:
                with suppress(Unreadable, NotText, etree.LxmlError, *UNPACKED_BADLY):
                    for target, entry in look(part(self._opened, name)):
                        within = found.setdefault(beside(name, target), {})
                        within.setdefault(target.partition("#")[2], entry)
        return found


def _entitled(blocks: tuple[AnyBlock, ...], title: str) -> tuple[AnyBlock, ...]:
    """Give a chapter with its title above it, where it has none or only looks as if it had."""
    if not blocks or not title or isinstance(blocks[0], Heading):
        return blocks
    first, *rest = blocks
    named = isinstance(first, Paragraph) and words(said(first.runs)) == words(title)
    return (Heading(level=TITLE_LEVEL, runs=(Run(title),)), *(rest if named else blocks))


def _noted(content: bytes) -> bytes:
    """Give a page on which marks of notes stand raised, as those are known by."""
    return REFERENCE.sub(lambda one: one[0] if one["raised"] else RAISED % one.group(2, 3), content)


def _linked(content: bytes) -> Iterator[tuple[str, str]]:
    text = xhtml.as_html(clean(content, xhtml.content_type(content), html=True))
    for contents in LexborHTMLParser(text.utf8).css("nav"):
        if contents.attributes.get("epub:type") in CONTENTS:
            for link in contents.css("a[href]"):
                yield link.attributes["href"] or "", " ".join(link.text().split())


def _pointed(content: bytes) -> Iterator[tuple[str, str]]:
    for point in markup(content).iter("{*}navPoint"):
        label, goal = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and goal is not None:
            yield goal.get("src", ""), " ".join("".join(map(str, label.itertext())).split())


def _locked(opened: ZipFile) -> Iterator[str]:
    """Give the parts that only a key opens; fonts are often obscured in ways that all know."""
    for one in markup(part(opened, LOCKS)).iter("{*}EncryptedData"):
        ways = [way.get("Algorithm") for way in one.iter("{*}EncryptionMethod")]
        if not OBSCURED.issuperset(ways):
            yield from (beside("", goal.get("URI", "")) for goal in one.iter("{*}CipherReference"))
