"""What a workbook of Excel writes in ways of its own, rewritten as anydoc reads it."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.number_formats import understood
from aurora.infrastructure.documents.office.packages import Rewriting

DATE, TIME, MOMENT = "14", "21", "22"  # the numbers of formats that all programs know
# those that East Asian ones know beside them (ECMA-376, part 1, 18.8.30)
EAST_ASIAN = {
    **dict.fromkeys(map(str, (*range(27, 32), 36, *range(50, 55), 57, 58)), DATE),
    **dict.fromkeys(("32", "33"), TIME),
    **dict.fromkeys(("34", "35", "55", "56"), MOMENT),  # a time in China, a date in Japan
}
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
UNSAID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]")  # what XML cannot hold


def _formats(root: etree._Element) -> None:
    """Let formats of numbers say what they mean."""
    own = set()
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        own.add(one.get("numFmtId"))
        one.set("formatCode", understood(one.get("formatCode", "")))
    for looks in root.iterfind("{*}cellXfs/{*}xf"):
        number = looks.get("numFmtId", "")
        if number in EAST_ASIAN and number not in own:
            looks.set("numFmtId", EAST_ASIAN[number])


def _texts(root: etree._Element) -> None:
    """Give the characters that are escaped by their numbers."""
    for text in root.iter("{*}t", "{*}v"):
        said = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text.text or "")
        text.text = UNSAID.sub("", said)


FORMATS = Rewriting(
    parts=re.compile(r"xl/styles\.xml", re.IGNORECASE),
    marks=re.compile(rb"""numFmt\s|numFmtId\s*=\s*["'](?:2[7-9]|3[0-6]|5[0-8])["']"""),
    change=_formats,
)
TEXTS = Rewriting(
    parts=re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml", re.IGNORECASE),
    marks=re.compile(ESCAPED.pattern.encode()),
    change=_texts,
)
