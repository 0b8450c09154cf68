"""XML as text: what its elements say, in their order."""

from collections.abc import Iterator

from lxml import etree

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, Run
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.parts import markup

TITLES = frozenset({"title", "heading", "head", "h1", "titulo"})
TITLE_LEVEL = 2
MOST_TEXTS = 200_000


def read_xml(content: bytes, content_type: str) -> Transcript:  # noqa: ARG001
    """Read XML; raises Unreadable."""
    try:
        root = markup(content)
    except etree.XMLSyntaxError as error:
        raise Unreadable(UnreadableReason.DAMAGED, f"the XML is damaged: {error}") from error
    blocks = tuple(_blocks(root))
    title = next((_said(one) for one in root.iter("{*}title") if _said(one)), None)
    return Transcript(facts=Facts(title=title), blocks=blocks)


def _blocks(root: etree._Element) -> Iterator[AnyBlock]:
    left = MOST_TEXTS
    for element in root.iter(etree.Element):
        text = _said(element)
        if not text or (element.getparent() is not None and _is_mixed(element.getparent())):
            continue
        left -= 1
        if left < 0:
            detail = f"the XML has more than {MOST_TEXTS} texts"
            raise Unreadable(UnreadableReason.TOO_LARGE, detail)
        if etree.QName(element).localname.lower() in TITLES:
            yield Heading(level=TITLE_LEVEL, runs=(Run(text),))
        else:
            yield Paragraph(runs=(Run(text),))


def _said(element: etree._Element) -> str:
    """Give what an element says: of one with words between its parts, theirs as well."""
    texts = element.itertext() if _is_mixed(element) else [element.text or ""]
    return " ".join("".join(str(text) for text in texts).split())


def _is_mixed(element: etree._Element | None) -> bool:
    """Tell whether words stand between the parts of an element."""
    if element is None:
        return False
    return any(child.tail and child.tail.strip() for child in element)
