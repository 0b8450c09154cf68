"""PDFs that flow from page to page as programs lay them out."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle
from tests.written.pdfs import ENGLISH, HEIGHT, PORTUGUESE, STYLES, drawn, lines


def titled() -> bytes:
    """Write titles, and headings of chapters that are as large."""
    title, head, body = STYLES["Title"], STYLES["Heading1"], STYLES["BodyText"]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(
        [
            Paragraph("The harbour and what it is for", title),
            Paragraph("Where ships lie", head), Paragraph(ENGLISH, body),
            Paragraph("A title", title),
            Paragraph("Where they go", head), Paragraph(PORTUGUESE, body),
        ]
    )  # fmt: skip
    return out.getvalue()


def wrapped(heading: str, rest: str) -> bytes:
    """Write the heading of a chapter whose second line begins below its first word, and text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        number, _, text = heading.partition(" ")
        canvas.drawString(72, HEIGHT - 72, number)
        canvas.drawString(120, HEIGHT - 72, text)
        canvas.drawString(120, HEIGHT - 88, rest)
        lines(canvas, [ENGLISH[:80], ENGLISH[80:160]], 72, 120)

    return drawn(draw)


def ledger(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a ruled table that goes on from page to page."""
    out = BytesIO()
    ruled = Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    SimpleDocTemplate(out, pagesize=A4, topMargin=30, bottomMargin=30).build([ruled])
    return out.getvalue()
