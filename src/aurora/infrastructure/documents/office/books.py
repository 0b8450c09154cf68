"""Books in EPUB, chapter by chapter."""

from collections.abc import Iterator
from zipfile import ZipFile

from anydoc import to_document
from lxml import etree

from aurora.domains.blocks import AnyBlock, Heading, Run
from aurora.domains.transcript import Transcript
from aurora.infrastructure.documents.office.facts import CONTAINER, book_root, facts
from aurora.infrastructure.documents.office.model import Converter
from aurora.infrastructure.documents.office.packages import MIMETYPE, beside, packed
from aurora.infrastructure.documents.office.refusals import explained
from aurora.infrastructure.documents.office.text import titled
from aurora.infrastructure.documents.parts import container, markup, part

LOCKS = "META-INF/encryption.xml"
MOST_CHAPTERS = 2_000
TITLE_LEVEL = 1


def read_book(content: bytes) -> Transcript:
    """Read EPUB; raises Unreadable."""
    with explained(), container(content) as opened:
        return titled(facts(opened), tuple(Book(opened).blocks()))


class Book:
    """The chapters of a book in their order."""

    def __init__(self, opened: ZipFile) -> None:
        self._opened = opened
        self._names = frozenset(opened.namelist())
        self._place = book_root(opened)
        self._root = markup(part(opened, self._place))
        self._items = {item.get("id"): item for item in self._root.iter("{*}item")}
        self._titles = self._contents()

    def blocks(self) -> Iterator[AnyBlock]:
        """Give the blocks of all chapters; one that begins without a title gets that of the table
        of contents.
        """
        [spine] = self._root.iterfind("{*}spine")
        for reference in list(spine)[:MOST_CHAPTERS]:
            name = self._part(reference.get("idref", ""))
            if name is None:
                continue
            spine[:] = [reference]
            blocks = self._chapter(name)
            title = self._titles.get(name)
            if title and blocks and not isinstance(blocks[0], Heading):
                yield Heading(level=TITLE_LEVEL, runs=(Run(title),))
            yield from blocks

    def _chapter(self, name: str) -> tuple[AnyBlock, ...]:
        parts = {
            MIMETYPE: b"application/epub+zip",
            CONTAINER: part(self._opened, CONTAINER),
            self._place: etree.tostring(self._root),
            name: part(self._opened, name),
        }
        if LOCKS in self._names:
            parts[LOCKS] = part(self._opened, LOCKS)
        return Converter(to_document(packed(parts), "epub")).blocks()

    def _part(self, id: str) -> str | None:
        item = self._items.get(id)
        name = beside(self._place, item.get("href", "")) if item is not None else ""
        return name if name in self._names else None

    def _contents(self) -> dict[str, str]:
        """Give the titles of chapters by their parts, and take the book's own out of each."""
        for title in list(self._root.iter("{http://purl.org/dc/elements/1.1/}title")):
            title.text = None
        found: dict[str, str] = {}
        for id, item in self._items.items():
            kind = f"{item.get('properties', '')} {item.get('media-type', '')}"
            name = self._part(id or "")
            if name and ("nav" in kind.split() or "ncx" in kind):
                for target, entry in _entries(markup(part(self._opened, name))):
                    found.setdefault(beside(name, target), entry)
        return found


def _entries(root: etree._Element) -> Iterator[tuple[str, str]]:
    for link in root.iter("{*}a"):
        if link.get("href"):
            yield link.get("href", ""), _text(link)
    for point in root.iter("{*}navPoint"):
        label, goal = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and goal is not None:
            yield goal.get("src", ""), _text(label)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
