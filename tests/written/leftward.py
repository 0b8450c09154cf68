"""A PDF whose lines run from right to left: its small letters are read as Hebrew ones."""

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from tests.written.pdfs import drawn, saved

LINES = ("abcd efgh 2024 ijkl ABC DEF mnop qrst", "uv abcd efg")
ROWS = (("abc", "def"), ("ghi", "12"))
ALEF, LETTERS = 0x05D0, range(97, 120)


def hebrew(text: str) -> str:
    """Give a text as it is read."""
    return "".join(chr(ord(one) - 97 + ALEF) if ord(one) in LETTERS else one for one in text)


def leftward() -> bytes:
    """Write lines, and a table that is drawn."""
    return saved(drawn(_draw), _read_otherwise)


def _draw(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LINES):
        _leftwards(canvas, 500, 700 - 15 * number, line.replace("ABC DEF", "DEF ABC"))
    for place in range(3):
        canvas.line(300, 600 - 20 * place, 500, 600 - 20 * place)
        canvas.line(300 + 100 * place, 560, 300 + 100 * place, 600)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            _leftwards(canvas, 490 - 100 * column, 585 - 20 * row, cell)


def _leftwards(canvas: Canvas, right: float, y: float, line: str) -> None:
    for word in line.split():
        shown = word[::-1] if word.islower() else word
        canvas.drawRightString(right, y, shown)
        right -= canvas.stringWidth(shown, "Helvetica", 12) + 4


def _read_otherwise(pdf: pikepdf.Pdf) -> None:
    pairs = "".join(f"<{code:02x}> <{code - 97 + ALEF:04x}>\n" for code in LETTERS)
    told = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
    told += f"endcodespacerange {len(LETTERS)} beginbfchar\n{pairs}endbfchar endcmap end"
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode = pdf.make_stream(told.encode())
