"""Rows and cells of tables in Word that content controls hold, put where they are shown."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting

WRAPPINGS = ("{*}sdt", "{*}customXml")
OF_TABLES = frozenset({"tbl", "tr"})
PROPERTIES = frozenset({"sdtPr", "sdtEndPr", "customXmlPr"})


def _unwrap(root: etree._Element) -> None:
    """Let rows and cells stand in their tables themselves."""
    for wrapping in list(root.iter(*WRAPPINGS)):
        parent = wrapping.getparent()
        if parent is not None and etree.QName(parent).localname in OF_TABLES:
            content = wrapping.find("{*}sdtContent")
            for inner in list(wrapping if content is None else content):
                if not isinstance(inner.tag, str) or _name(inner) not in PROPERTIES:
                    wrapping.addprevious(inner)
            parent.remove(wrapping)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


WORD_CONTROLS = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"sdtContent|customXml"),
    change=_unwrap,
)
