"""What texts of OpenDocument show beside their paragraphs, and what is told of it twice."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.open_document import NAMESPACE
from aurora.infrastructure.documents.office.packages import Rewriting

TEXT = f"{{{NAMESPACE}:text:1.0}}"
PARAGRAPH, READING = f"{TEXT}p", f"{TEXT}ruby-text"
GROUP, TITLE = ":drawing:1.0}g", ":svg-compatible:1.0}title"
DRAWN = re.compile(r"\{[^}]*:drawing:1\.0\}")


def _show(root: etree._Element) -> None:
    """Put shapes that belong to a page into paragraphs, and take away readings of words, and titles
    of pictures that are described.
    """
    etree.strip_elements(root, READING, with_tail=False)
    for texts in root.iterfind("{*}body/{*}text"):
        for parent in (texts, *texts.iterfind(".//{*}section")):
            _wrap(parent)
    for described in root.iter("{*}desc"):
        frame = described.getparent()
        if frame is not None and (described.text or "").strip():
            frame[:] = [one for one in frame if not str(one.tag).endswith(TITLE)]


def _wrap(parent: etree._Element) -> None:
    """Give each shape a paragraph of its own, those of a group too."""
    for shape in [one for one in parent if DRAWN.match(str(one.tag))]:
        if str(shape.tag).endswith(GROUP):
            _wrap(shape)
            for paragraph in list(shape):
                shape.addprevious(paragraph)
            parent.remove(shape)
        else:
            paragraph = etree.Element(PARAGRAPH)
            shape.addprevious(paragraph)
            paragraph.append(shape)


OPEN_SHOWN = Rewriting(
    parts=re.compile(r"content\.xml"),
    marks=re.compile(rb"ruby-text|:desc>|[:<]draw:"),
    change=_show,
)
