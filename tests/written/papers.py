"""Papers as typesetters lay them out: a title, authors beside each other, two columns of text."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import HEIGHT, drawn

LEFT, RIGHT, GUTTER = 60.0, 535.0, 16.0
MIDDLE = (LEFT + RIGHT) / 2
COLUMN = MIDDLE - GUTTER / 2 - LEFT
LINES = 30
TEXT = "The {} column tells of all that was seen there, and of all"


def paper(authors: Sequence[Sequence[str]], *, apart: float = 170) -> bytes:
    """Write a paper; the left column begins with a heading beside the first line of the right one,
    and their lines stand at other heights.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawCentredString(MIDDLE, HEIGHT - 80, "On Ships and Harbours")
        canvas.setFont("Helvetica", 12)
        for number, lines in enumerate(authors):
            axis = MIDDLE + (number - (len(authors) - 1) / 2) * apart
            for at, line in enumerate(lines):
                canvas.drawCentredString(axis, HEIGHT - 110 - 14 * at, line)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(LEFT, HEIGHT - 190, "Abstract")
        _column(canvas, TEXT.format("left"), LEFT, 210)
        _column(canvas, TEXT.format("right"), MIDDLE + GUTTER / 2, 190)

    return drawn(draw)


def _column(canvas: Canvas, line: str, left: float, top: float) -> None:
    """Write lines that are all as wide as the column."""
    canvas.setFont("Times-Roman", 10)
    text = canvas.beginText(left, HEIGHT - top)
    text.setLeading(12)
    text.setWordSpace((COLUMN - canvas.stringWidth(line)) / line.count(" "))
    for _ in range(LINES):
        text.textLine(line)
    canvas.drawText(text)
