"""Lists of Word that are counted together: those that are made after one pattern go on with each
other, unless one of them says from where it counts (ECMA-376, part 1, 17.9.15).
"""

import re

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_markup import told, value


def _count(root: etree._Element, numbering: etree._Element) -> None:
    """Let paragraphs name the list that they go on with."""
    patterns = {value(one, "numId"): one for one in numbering.iterfind("{*}num")}
    going: dict[str, str] = {}
    begun: set[str] = set()
    for number in root.iterfind(".//{*}p/{*}pPr/{*}numPr/{*}numId"):
        name = value(number, "val")
        if (one := patterns.get(name)) is None or one.find("{*}lvlOverride/{*}lvl") is not None:
            continue
        pattern = told(one, "abstractNumId")
        begins = name not in begun and one.find("{*}lvlOverride") is not None
        going[pattern] = name if begins else going.get(pattern, name)
        begun.add(name)
        number.set(f"{{{etree.QName(number).namespace}}}val", going[pattern])


WORD_COUNTS = Rewriting(
    parts=re.compile(r"word/document\d*\.xml"),
    marks=re.compile(rb"startOverride"),
    change=_count,
    told_by=("word/numbering.xml",),
)
