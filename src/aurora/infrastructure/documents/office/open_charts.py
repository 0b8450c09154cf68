"""Charts in OpenDocument, shown as their titles and the tables that they are drawn of."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import partial
from posixpath import join

from lxml import etree

from aurora.infrastructure.documents.office.open_document import NAMESPACE
from aurora.infrastructure.documents.office.packages import Rewriting, beside
from aurora.infrastructure.documents.parts import container

CONTENT = "content.xml"
OBJECT = re.compile(rf"[^/]+/{CONTENT}")
MOST_CHARTS = 1_000
TEXT, DRAWING = f"{{{NAMESPACE}:text:1.0}}", f"{{{NAMESPACE}:drawing:1.0}}"
PARAGRAPH, PAGE = f"{TEXT}p", f"{DRAWING}page"
FRAME, BOX, HELD = f"{DRAWING}frame", f"{DRAWING}text-box", f"{DRAWING}object"
TARGET = "{http://www.w3.org/1999/xlink}href"
CHART = "{*}body/{*}chart/{*}chart"
NO_NUMBER = "NaN"  # as LibreOffice writes what is missing


def open_charts(content: bytes) -> Rewriting:
    """Give what shows the charts of this document; raises Unreadable."""
    with container(content) as opened:
        objects = tuple(filter(OBJECT.fullmatch, opened.namelist()))[:MOST_CHARTS]
    return Rewriting(
        parts=re.compile(re.escape(CONTENT)),
        marks=re.compile(rb"[:<]object\s"),
        change=partial(_show, objects),
        told_by=objects,
    )


def _show(names: Sequence[str], root: etree._Element, *objects: etree._Element) -> None:
    """Put what charts say behind the paragraphs that they stand in, and on slides into frames."""
    known = dict(zip(names, objects, strict=True))
    for held in list(root.iter(HELD)):
        named = known.get(join(beside(CONTENT, held.get(TARGET, "")), CONTENT))
        chart = None if named is None else named.find(CHART)
        frame = next(held.iterancestors(FRAME), None)
        if chart is not None and frame is not None:
            _put(frame, list(_said(chart)))


def _put(frame: etree._Element, said: Sequence[etree._Element]) -> None:
    outer = next(frame.iterancestors(PARAGRAPH, PAGE), frame)
    on_slide = outer.tag == PAGE
    for one in reversed(said):
        (frame if on_slide or outer is frame else outer).addnext(_framed(one) if on_slide else one)


def _framed(said: etree._Element) -> etree._Element:
    frame = etree.Element(FRAME)
    inner = etree.SubElement(frame, BOX) if said.tag == PARAGRAPH else frame
    inner.append(said)
    return frame


def _said(chart: etree._Element) -> Iterator[etree._Element]:
    """Give the titles of a chart and its table."""
    for paragraph in chart.iterfind("{*}title/{*}p"):
        yield deepcopy(paragraph)
    for table in chart.iterfind("{*}table"):
        shown = deepcopy(table)
        for paragraph in shown.iter(PARAGRAPH):
            if paragraph.text == NO_NUMBER:
                paragraph.text = None
        yield shown
