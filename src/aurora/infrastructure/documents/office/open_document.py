"""What an OpenDocument holds and does not show, left out, and its days as all can read them."""

import re
from contextlib import suppress
from datetime import datetime, timedelta

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
COMMENT = f"{{{NAMESPACE}:office:1.0}}annotation"
STYLE, NAME = f"{{{NAMESPACE}:table:1.0}}style-name", f"{{{NAMESPACE}:style:1.0}}name"
DISPLAY = f"{{{NAMESPACE}:table:1.0}}display"
DAY = f"{{{NAMESPACE}:office:1.0}}date-value"
NEAREST = timedelta(milliseconds=500)  # for seconds, which are kept as fractions of days
TIME = re.compile(r"[\d:.,\s]+(?:[ap]\.?m\.?)?", re.IGNORECASE)


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


def _days(root: etree._Element) -> None:
    """Let cells of a spreadsheet say on which day something is, however they show it, and at what
    time where they show one.
    """
    for sheets in root.iterfind("{*}body/{*}spreadsheet"):
        for cell in sheets.iter("{*}table-cell", "{*}covered-table-cell"):
            moment, paragraphs = _moment(cell.get(DAY, "")), cell.findall("{*}p")
            if moment and len(paragraphs) == 1:
                _tell(paragraphs[0], moment)


def _moment(written: str) -> datetime | None:
    with suppress(ValueError, OverflowError):
        return datetime.fromisoformat(written).replace(tzinfo=None) + NEAREST
    return None


def _tell(paragraph: etree._Element, moment: datetime) -> None:
    shown = "".join(map(str, paragraph.itertext())).strip()
    timed = ":" in shown
    if shown and not (timed and TIME.fullmatch(shown)):
        paragraph.clear()
        paragraph.text = str(moment.replace(microsecond=0) if timed else moment.date())


OPEN_DOCUMENT = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"""annotation|display\s*=\s*["']false"""),
    change=_shown,
)
OPEN_DAYS = Rewriting(parts=OPEN_DOCUMENT.parts, marks=re.compile(rb"date-value"), change=_days)
