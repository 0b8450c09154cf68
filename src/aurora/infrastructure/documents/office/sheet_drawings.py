"""What is drawn upon sheets of Excel, in rows of their own below all others: the words of boxes and
the titles of charts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from zipfile import ZipFile

from lxml import etree

from aurora.infrastructure.documents.office.packages import Rewriting, related
from aurora.infrastructure.documents.office.places import letters
from aurora.infrastructure.documents.parts import UNPACKED_BADLY, container, markup, part

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
FALLBACK = "{*}Fallback"  # of what only newer programs draw
APART = 2  # rows, so that each stands alone
ON = frozenset({"1", "true"})


def sheet_drawings(content: bytes) -> tuple[Rewriting, ...]:
    """Give what adds to the sheets of this workbook what is drawn upon them; raises Unreadable."""
    with container(content) as opened:
        return tuple(_rewritings(opened))


def _rewritings(opened: ZipFile) -> Iterator[Rewriting]:
    for sheet in filter(SHEET.fullmatch, opened.namelist()):
        drawings = filter(DRAWING.fullmatch, related(opened, sheet).values())
        said = [text for drawing in drawings for text in _texts(opened, drawing)]
        if said:
            yield Rewriting(
                parts=re.compile(re.escape(sheet)),
                marks=re.compile(rb"drawing"),
                change=partial(_add, said),
            )


def _texts(opened: ZipFile, drawing: str) -> Iterator[str]:
    """Give what a drawing says, line by line."""
    root = _root(opened, drawing)
    for one in root.iter("{*}txBody", "{*}chart") if root is not None else ():
        if next(one.iterancestors(FALLBACK), None) is None:
            said = _title(opened, drawing, one) if _is_chart(one) else _lines(one)
            yield from (line for line in said if line.strip())


def _is_chart(element: etree._Element) -> bool:
    return str(element.tag).endswith("}chart")


def _title(opened: ZipFile, drawing: str, chart: etree._Element) -> list[str]:
    goals = related(opened, drawing)
    place = next((goals[value] for value in map(str, chart.attrib.values()) if value in goals), "")
    root = _root(opened, place)
    title = None if root is None else root.find("{*}chart/{*}title")
    if title is None:
        return []
    kept = [one.text or "" for one in title.iterfind("{*}tx/{*}strRef//{*}v")]
    return [" ".join(kept)] if kept else _lines(title)


def _lines(element: etree._Element) -> list[str]:
    return ["".join(one.text or "" for one in line.iter("{*}t")) for line in element.iter("{*}p")]


def _root(opened: ZipFile, name: str) -> etree._Element | None:
    try:
        return markup(part(opened, name))
    except (etree.LxmlError, LookupError, *UNPACKED_BADLY):
        return None


def _add(said: Sequence[str], root: etree._Element) -> None:
    data = root.find("{*}sheetData")
    if data is None:
        return
    space = etree.QName(data).namespace
    last = max((int(row.get("r", "0")) for row in data), default=0)
    for at, text in enumerate(said, 1):
        row = etree.SubElement(data, f"{{{space}}}row", r=str(last + at * APART))
        place = f"{letters(_shown(root))}{row.get('r')}"
        cell = etree.SubElement(row, f"{{{space}}}c", r=place, t="inlineStr")
        kept = etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t")
        kept.text = text


def _shown(root: etree._Element) -> int:
    """Give the number of the first column that is shown."""
    hidden = (one for one in root.iterfind("{*}cols/{*}col") if one.get("hidden") in ON)
    spans = sorted((int(one.get("min", "1")), int(one.get("max", "1"))) for one in hidden)
    shown = 1
    for first, last in spans:
        shown = last + 1 if first <= shown <= last else shown
    return shown
