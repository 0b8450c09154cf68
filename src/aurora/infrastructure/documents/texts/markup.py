"""XML as text: what its elements say, in their order."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from lxml import etree

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import lowered
from aurora.infrastructure.documents.parts import markup
from aurora.infrastructure.documents.texts.data import Data
from aurora.infrastructure.documents.texts.page import read_html

TITLES = frozenset({"title", "heading", "head", "h1", "titulo"})
TITLE_LEVEL = 2
MOST_TEXTS = 200_000
PAGE = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|pre|img)\b[^<>]*>",
    re.IGNORECASE,
)
WORDS = re.compile(r"^[^\W\d_a-zß-ÿ][^\W\d_]|[^\W\d_]{2} +\w")  # or a name, by its first letter
DOCTYPE = "<!doctype html>"


def read_xml(content: bytes, content_type: str) -> Transcript:  # noqa: ARG001
    """Read XML; raises Unreadable."""
    try:
        root = markup(content)
    except etree.XMLSyntaxError as error:
        raise Unreadable(UnreadableReason.DAMAGED, f"the XML is damaged: {error}") from error
    blocks = tuple(_blocks(root) if _says_anything(root) else _stated(root))
    title = next(filter(None, map(_all_said, root.iter("{*}title"))), None)
    return Transcript(facts=Facts(title=title), blocks=blocks)


def _blocks(root: etree._Element) -> Iterator[AnyBlock]:
    left = MOST_TEXTS
    walk = etree.iterwalk(root, events=("start",))
    data = Data()
    silent: list[etree._Element] = []
    for _, element in walk:
        if not _says_anything(element):
            walk.skip_subtree()
            silent.append(element)
            continue
        yield from _records(silent, data)
        silent.clear()
        mixed = _is_mixed(element)
        if mixed:
            walk.skip_subtree()
        text = _all_said(element) if mixed else _own(element)
        if not text:
            continue
        left -= 1
        if left < 0:
            detail = f"the XML has more than {MOST_TEXTS:,} texts"
            raise Unreadable(UnreadableReason.TOO_LARGE, detail)
        yield from _told(element, text, mixed=mixed)
    yield from _records(silent, data)


def _told(element: etree._Element, text: str, *, mixed: bool) -> Iterator[AnyBlock]:
    if not mixed and PAGE.search(text):
        yield from _shown(element.text or "")
        return
    runs, name = (Run(text),), etree.QName(element).localname.lower()
    yield Heading(level=TITLE_LEVEL, runs=runs) if name in TITLES else Paragraph(runs=runs)


def _says_anything(element: etree._Element) -> bool:
    return any(map(str.strip, map(str, element.itertext())))


def _records(silent: Sequence[etree._Element], data: Data) -> Iterator[AnyBlock]:
    """Give the attributes of elements that say nothing else, where they are words or names."""
    telling = (one for top in silent for one in top.iter("*") if one.attrib)
    for _, alike in groupby(telling, lambda element: element.tag):
        records = [_attributes(element) for element in alike]
        if 2 * sum(any(map(WORDS.search, record.values())) for record in records) > len(records):
            yield from data.blocks(records)


def _shown(html: str) -> Iterator[AnyBlock]:
    """Give what a page shows that an element holds as a text, as those of feeds do."""
    with suppress(Unreadable):
        page = read_html(BOM_UTF8 + f"{DOCTYPE}{html}".encode(), "text/html")
        yield from lowered(page.blocks, TITLE_LEVEL)


def _stated(root: etree._Element) -> Iterator[AnyBlock]:
    """Give the attributes of elements, neighbours of one kind as records: where no element says
    anything, they do.
    """
    data, telling = Data(), (element for element in root.iter("*") if element.attrib)
    for _, alike in groupby(telling, lambda element: element.tag):
        yield from data.blocks([_attributes(element) for element in alike])


def _attributes(element: etree._Element) -> dict[str, str]:
    return {etree.QName(name).localname: str(value) for name, value in element.attrib.items()}


def _own(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _all_said(element: etree._Element) -> str:
    """Give the words of an element and of all in it."""
    return " ".join("".join(map(str, element.itertext())).split())


def _is_mixed(element: etree._Element) -> bool:
    """Tell whether words stand between the parts of an element, or before parts that have none."""
    if any(child.tail and child.tail.strip() for child in element):
        return True
    return bool(_own(element)) and len(element) > 0 and all(len(child) == 0 for child in element)
