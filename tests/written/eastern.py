"""Pages in scripts of East Asia."""

from collections.abc import Sequence

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import HEIGHT


def eastern(canvas: Canvas, texts: Sequence[str]) -> None:
    """Write lines in a script of East Asia."""
    korean = any("\uac00" <= letter <= "\ud7a3" for text in texts for letter in text)
    font = UnicodeCIDFont("HYSMyeongJo-Medium" if korean else "HeiseiMin-W3")
    registerFont(font)
    canvas.setFont(font.fontName, 10)
    for number, text in enumerate(texts):
        canvas.drawString(72, HEIGHT - 72 - 12 * number, text)
