"""Titles in texts of OpenDocument: that of the whole is one too, and those that a list counts are
counted by nothing else.
"""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.raised_styles import DEEPEST, NAME, PARENT

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PARAGRAPH, HEADING, ITEM = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list-item"
STYLE, LEVEL, UNCOUNTED = (
    f"{TEXT}{name}" for name in ("style-name", "outline-level", "is-list-header")
)
TITLE = "Title"  # as the style of titles is called, in whatever language it is shown


def _entitle(root: etree._Element) -> None:
    parents = {
        style.get(NAME, ""): style.get(PARENT, "")
        for style in root.iterfind("{*}automatic-styles/{*}style")
    }
    for texts in root.iterfind("{*}body/{*}text"):
        for paragraph in texts.findall(f".//{PARAGRAPH}"):
            if _is_title(paragraph.get(STYLE, ""), parents):
                paragraph.tag = HEADING
                paragraph.attrib.update({LEVEL: "1", UNCOUNTED: "true"})
        for heading in texts.iterfind(f".//{ITEM}/{HEADING}"):
            heading.set(UNCOUNTED, "true")


def _is_title(style: str, parents: dict[str, str]) -> bool:
    for _ in range(DEEPEST):
        if style in (TITLE, ""):
            break
        style = parents.get(style, "")
    return style == TITLE


OPEN_TITLES = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"""list-item|=["']Title["']"""),
    change=_entitle,
)
