"""Chapters of books that begin within a file, under the titles that the table of contents has."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice

from lxml import etree

from aurora.infrastructure.documents.parts import markup

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "p",
    "div",
    "blockquote",
    "section",
    "li",
    "td",
    "th",
    "pre",
    "figure",
    "table",
}
TITLE = "h1"
ID, NAME = "id", "name"


def with_sections(content: bytes, titles: Mapping[str, str]) -> bytes:
    """Give a page of XHTML with these titles above the elements of these ids, where no heading is;
    what says the same there becomes the heading. One that is no good XML stays as it is.
    """
    with suppress(etree.LxmlError):
        page = Page(markup(content)) if titles else None
        if page and sum(page.entitle(*title) for title in titles.items()):
            return etree.tostring(page.root, encoding="utf-8", xml_declaration=True)
    return content


class Page:
    """A page that gets headings."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._all = list(root.iter("*"))
        self._places = {one: place for place, one in enumerate(self._all)}
        self._named = {one.get(key, ""): one for key in (NAME, ID) for one in reversed(self._all)}

    def entitle(self, id: str, title: str) -> bool:
        """Put a title where a chapter begins, and tell whether it was missing."""
        target = self._named.get(id) if id else None
        first = next(self._said(target), None) if target is not None else None
        if first is None or _kind(first) in HEADINGS:
            return False
        space = etree.QName(self.root).namespace
        tag = f"{{{space}}}{TITLE}" if space else TITLE
        if words(_text(first)) == words(title):
            first.tag = tag
        else:
            heading = etree.Element(tag)
            heading.text = title
            first.addprevious(heading)
        return True

    def _said(self, target: etree._Element) -> Iterator[etree._Element]:
        """Give the blocks that say something, from the one that the target is in on."""
        around = next((one for one in target.iterancestors() if _is_innermost(one)), target)
        for one in islice(self._all, self._places[around], None):
            if _is_innermost(one) and _text(one).strip():
                yield one


def _is_innermost(element: etree._Element) -> bool:
    """Tell whether an element is a block without others in it."""
    inner = element.iterdescendants("*")
    return _kind(element) in BLOCKS and not any(_kind(one) in BLOCKS for one in inner)


def _kind(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def words(text: str) -> str:
    """Give a title as it is compared with another."""
    return " ".join(text.split()).casefold()
