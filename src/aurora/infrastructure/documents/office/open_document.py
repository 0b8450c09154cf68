"""What an OpenDocument holds and does not show, left out."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
COMMENT = f"{{{NAMESPACE}:office:1.0}}annotation"
STYLE, NAME = f"{{{NAMESPACE}:table:1.0}}style-name", f"{{{NAMESPACE}:style:1.0}}name"
DISPLAY = f"{{{NAMESPACE}:table:1.0}}display"


def _shown(root: etree._Element) -> None:
    """Take comments and hidden sheets away: a sheet is hidden by a style that says so."""
    etree.strip_elements(root, COMMENT, with_tail=False)
    hidden = {
        style.get(NAME)
        for style in root.iterfind("{*}automatic-styles/{*}style")
        for looks in style.iterfind("{*}table-properties")
        if looks.get(DISPLAY) == "false"
    }
    for sheets in root.iterfind("{*}body/{*}spreadsheet"):
        for sheet in sheets.findall("{*}table"):
            if sheet.get(STYLE) in hidden:
                sheets.remove(sheet)


OPEN_DOCUMENT = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"""annotation|display\s*=\s*["']false"""),
    change=_shown,
)
