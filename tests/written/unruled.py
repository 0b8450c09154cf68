"""Tables without any rule, as programs for text lay them out: columns as wide as their words."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import HEIGHT, drawn, lines

SIZE = 10
BEFORE = "The ports of the coast and what they took in, told as the office told it in its report,"
AFTER = (
    "and all figures are those of the office in Lisboa, as they were known in March of that year."
)


def unruled(
    rows: Sequence[Sequence[str]], *, gap: float = 7, right: Sequence[int] = (), leading: float = 14
) -> bytes:
    """Write a table between two lines of text, so much between its columns, some of them to the
    right.
    """

    def draw(canvas: Canvas) -> None:
        lines(canvas, [BEFORE], 72, 72, size=SIZE)
        widths = [max(map(canvas.stringWidth, column)) for column in zip(*rows, strict=True)]
        for number, row in enumerate(rows):
            left, height = 72.0, HEIGHT - 100 - leading * number
            for at, (text, width) in enumerate(zip(row, widths, strict=True)):
                if at in right:
                    canvas.drawRightString(left + width, height, text)
                else:
                    canvas.drawString(left, height, text)
                left += width + gap
        lines(canvas, [AFTER], 72, 120 + leading * len(rows), size=SIZE)

    return drawn(draw)
