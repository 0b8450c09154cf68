"""Slides and their notes say their numbers, and nothing of what stands at their edges."""

import re
from io import BytesIO
from zipfile import ZipFile

import odfdo
import pptx
from pptx.oxml import parse_xml
from pptx.util import Inches
from tests.written import offices

from aurora.domains.writing import write
from aurora.infrastructure.documents.office.slides import read_open_slides, read_slides

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TRANSITIONAL = re.compile(
    rb"http://schemas.openxmlformats.org/(officeDocument|presentationml|drawingml)/2006/(\w+)"
)
FIELD = (
    f'<a:fld xmlns:a="{DRAWING}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{{}}">'
    "<a:rPr/><a:t>‹#›</a:t></a:fld>"
)


def test_a_number_of_a_slide_is_that_which_it_has() -> None:
    made = pptx.Presentation()
    for kind in ("datetime1", "slidenum"):
        slide = made.slides.add_slide(made.slide_layouts[6])
        place = (Inches(1), Inches(2), Inches(4), Inches(1))
        frame = slide.shapes.add_textbox(*place).text_frame
        frame.text = "Slide "
        frame.paragraphs[0]._p.append(parse_xml(FIELD.replace('"{}"', f'"{kind}"')))
    assert write(read_slides(offices.bytes_of(made)).blocks).text == "Slide ‹#›\n\nSlide 2"


def frame(kind: str, said: str) -> str:
    return (
        f'<draw:frame presentation:class="{kind}"><draw:text-box><text:p>{said}</text:p>'
        "</draw:text-box></draw:frame>"
    )


def test_notes_of_open_slides_hold_no_furniture() -> None:
    number = "<text:page-number>&lt;number&gt;</text:page-number>"
    made = odfdo.Document("presentation")
    made.body.clear()
    for at in (1, 2):
        made.body.append(odfdo.DrawPage(f"page{at}", name=f"Page {at}"))
    edges = "".join(frame(kind, number) for kind in ("page-number", "header", "footer"))
    said = frame("outline", f"Slide {number}") + edges + frame("date-time", "Hoje")
    notes = f"<presentation:notes>{frame('notes', 'A maré')}{edges}</presentation:notes>"
    page = b'draw:name="Page 2"'
    content = offices.with_part(
        offices.bytes_of(made),
        "content.xml",
        lambda held: held.replace(page + b"/>", page + f">{said}{notes}</draw:page>".encode()),
    )
    assert write(read_open_slides(content).blocks).text == "Slide 2\n\n> A maré"


def test_slides_of_the_strict_kind_are_read_as_others_are() -> None:
    content = offices.slides()

    def renamed(held: bytes) -> bytes:
        return TRANSITIONAL.sub(rb"http://purl.oclc.org/ooxml/\1/\2", held)

    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
    made = content
    for name in parts:
        made = offices.with_part(made, name, renamed)
    assert made != content
    assert read_slides(made) == read_slides(content)
