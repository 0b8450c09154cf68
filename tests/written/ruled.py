"""Tables of which few rules are drawn."""

from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle
from tests.written.pdfs import HEIGHT, drawn

SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=10, leading=12)


def ruled(
    rows: Sequence[Sequence[str]], below: Sequence[int], widths: Sequence[float] | None = None
) -> bytes:
    """Write a table with rules between its columns, and below some of its rows; cells of columns
    with widths are texts that wrap.
    """
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 10),
            ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
            *(("LINEAFTER", (column, 0), (column, -1), 0.5, colors.black)
              for column in range(len(rows[0]) - 1)),
            *(("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in below),
        ]
    )  # fmt: skip
    cells = [[Paragraph(text, SMALL) for text in row] for row in rows] if widths else rows

    def draw(canvas: Canvas) -> None:
        table = Table(cells, colWidths=widths, style=style)
        _, height = table.wrapOn(canvas, 500, 700)
        table.drawOn(canvas, 72, HEIGHT - 72 - height)

    return drawn(draw)


def merged(text: str) -> bytes:
    """Write a table whose first row is one cell over all three columns, with a text that wraps."""
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (-1, 0))])
    rows = [[Paragraph(text, SMALL), "", ""], ["Lisboa", "1204", "3.10"], ["Faro", "310", "2.80"]]

    def draw(canvas: Canvas) -> None:
        table = Table(rows, colWidths=[60, 60, 60], style=style)
        _, height = table.wrapOn(canvas, 500, 700)
        table.drawOn(canvas, 72, HEIGHT - 72 - height)

    return drawn(draw)
