"""Words as programs set them: enlarged, painted twice, raised and cut."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import HEIGHT, drawn

BROWSER = 0.75  # what browsers make a page smaller by when they print it


def enlarged(by: float, size: float) -> bytes:
    """Write two words at a size on a page that is enlarged."""

    def draw(canvas: Canvas) -> None:
        canvas.scale(by, by)
        canvas.setFont("Helvetica", size)
        canvas.drawString(72 / by, 700 / by, "older quays")

    return drawn(draw)


def printed(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a table with narrow gaps as a browser prints it."""

    def draw(canvas: Canvas) -> None:
        canvas.scale(BROWSER, BROWSER)
        canvas.setFont("Helvetica", 16)
        for number, row in enumerate(rows):
            left = 72.0
            for column, text in enumerate(row):
                canvas.drawString(left, 1000 - 22 * number, text)
                left += 15 + max(canvas.stringWidth(each[column]) for each in rows)

    return drawn(draw)


def painted(lines: Sequence[str], away: float, times: int = 2) -> bytes:
    """Paint lines, and all of them again so far to the right and below."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for time in range(times):
            for number, line in enumerate(lines):
                canvas.drawString(72 + time * away, HEIGHT - 72 - 15 * number - time * away, line)

    return drawn(draw)


def raised(pieces: Sequence[str], up: float = 4) -> bytes:
    """Write a line of which each second piece is smaller, and that much higher."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 72)
        for number, piece in enumerate(pieces):
            text.setFont("Helvetica", 7 if number % 2 else 10)
            text.setRise(up if number % 2 else 0)
            text.textOut(piece)
        canvas.drawText(text)

    return drawn(draw)


def raised_apart(pieces: Sequence[str], up: float) -> bytes:
    """Write a line of which each second piece is smaller and higher as browsers do: each piece by
    itself, where the one before ends.
    """

    def draw(canvas: Canvas) -> None:
        left = 72.0
        for number, piece in enumerate(pieces):
            size = 10.0 if number % 2 else 12.0
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, HEIGHT - 72 + (up if number % 2 else 0), piece)
            left += canvas.stringWidth(piece, "Helvetica", size)

    return drawn(draw)
