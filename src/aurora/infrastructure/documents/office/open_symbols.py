"""Signs of fonts that hold them where others hold letters, in texts of OpenDocument."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.open_document import NAMESPACE
from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.raised_styles import NAME
from aurora.infrastructure.documents.office.symbols import is_of_signs, shown

SPAN, STYLE = (f"{{{NAMESPACE}:text:1.0}}{name}" for name in ("span", "style-name"))
FONT = f"{{{NAMESPACE}:style:1.0}}font-name"
FAMILY = f"{{{NAMESPACE}:svg-compatible:1.0}}font-family"


def _show(root: etree._Element) -> None:
    families = {
        face.get(NAME, ""): face.get(FAMILY, "").strip("'\"")
        for face in root.iterfind("{*}font-face-decls/{*}font-face")
    }
    fonts = {
        style.get(NAME): families.get(looks.get(FONT, ""), "")
        for style in root.iterfind("{*}automatic-styles/{*}style")
        for looks in style.iterfind("{*}text-properties")
    }
    for span in root.iter(SPAN):
        font = fonts.get(span.get(STYLE), "")
        if is_of_signs(font):
            span.text = shown(span.text or "", font)


OPEN_SYMBOLS = Rewriting(
    parts=re.compile(r"content\.xml"), marks=re.compile(rb"\xef[\x80-\x83]"), change=_show
)
