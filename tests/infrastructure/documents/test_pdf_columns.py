"""Columns of text are read one after the other, whatever stands in them."""

from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs

from aurora.domains.blocks import Paragraph, said
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes

ROWS = 8


def numbered(canvas: Canvas) -> None:
    """Write two columns of text, the left one further to the right than the number of a heading."""
    pdfs.lines(canvas, [f"of the left column line {row} says" for row in range(ROWS)], 84, 100)
    pdfs.lines(canvas, ["Introduction"], 84, 196)
    pdfs.lines(canvas, ["1"], 62, 196)
    pdfs.lines(canvas, [f"the right column says {row} times" for row in range(ROWS + 1)], 320, 100)


def test_the_number_of_a_heading_does_not_join_the_columns() -> None:
    text = " ".join(
        said(block.runs)
        for block in read_pdf(pdfs.drawn(numbered), Eyes("")).blocks
        if isinstance(block, Paragraph)
    )
    left, right = text.split("1 Introduction")
    assert "right" not in left
    assert "left" not in right
