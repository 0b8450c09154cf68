"""Tables of contents as typesetters lay them out."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import HEIGHT, drawn, lines

Entry = tuple[str, str, int]  # number, title, page


def contents(*columns: Sequence[Entry], dots: str = ". ", width: float = 220) -> bytes:
    """Write entries with leaders to their pages, those of chapters without, in columns."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for column, entries in enumerate(columns):
            left = 50 + column * (width + 40)
            for row, entry in enumerate(entries):
                _write(canvas, entry, dots, left, left + width, HEIGHT - 72 - 14 * row)

    return drawn(draw)


def _write(
    canvas: Canvas, entry: Entry, dots: str, left: float, right: float, height: float
) -> None:
    number, title, page = entry
    canvas.drawString(left, height, number)
    canvas.drawString(left + 30, height, title)
    canvas.drawRightString(right, height, str(page))
    if "." in number:
        begin = left + 36 + canvas.stringWidth(title)
        times = int((right - 25 - begin) / canvas.stringWidth(dots))
        canvas.drawRightString(right - 22, height, (dots * times).rstrip())


def listed(title: str, *rows: str, after: Sequence[str] = ()) -> bytes:
    """Write a title, lines whose last word is the page at the right edge and those without one, and
    a heading with text.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(50, HEIGHT - 72, title)
        canvas.setFont("Helvetica", 10)
        for row, text in enumerate(rows):
            said, _, page = text.rpartition("|")
            canvas.drawString(50, HEIGHT - 100 - 12 * row, said or page)
            canvas.drawRightString(450, HEIGHT - 100 - 12 * row, page if said else "")
        if after:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(50, HEIGHT - 130 - 12 * len(rows), after[0])
            lines(canvas, after[1:], 50, 150 + 12 * len(rows))

    return drawn(draw)


def accounts(rows: Sequence[tuple[str, str, str]]) -> bytes:
    """Write names with leaders to two columns of figures."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, (name, first, second) in enumerate(rows):
            height = HEIGHT - 72 - 14 * row
            canvas.drawString(50, height, name)
            canvas.drawRightString(200, height, ". " * int((140 - canvas.stringWidth(name)) / 5.6))
            canvas.drawRightString(260, height, first)
            canvas.drawRightString(330, height, second)

    return drawn(draw)
