"""Words as programs set them: enlarged, painted twice, raised and cut."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
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


def overlaid(pieces: Sequence[str]) -> bytes:
    """Write a line of which each second piece is drawn over the middle of the letter before."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        left = 72.0
        for number, piece in enumerate(pieces):
            width = canvas.stringWidth(piece)
            if number % 2:
                last = canvas.stringWidth(pieces[number - 1][-1])
                canvas.drawString(left - (last + width) / 2, HEIGHT - 72, piece)
            else:
                canvas.drawString(left, HEIGHT - 72, piece)
                left += width

    return drawn(draw)


def untold(text: bytes) -> bytes:
    """Write bytes in a font that is drawn and says of none of them which letter it is, as those of
    TeX in dots are.
    """
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(600, 200))
        glyphs = {f"/a{code}": document.make_stream(b"500 0 0 0 400 700 d1") for code in set(text)}
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 500, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=0,
            LastChar=255,
            Widths=[500] * 256,
            CharProcs=pikepdf.Dictionary(glyphs),
            Encoding=pikepdf.Dictionary(Differences=[0, *map(_glyph, range(256))]),
            Resources=pikepdf.Dictionary(),
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
        page.Contents = document.make_stream(
            b"BT /F 10 Tf 50 100 Td <%s> Tj ET" % text.hex().encode()
        )
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def _glyph(code: int) -> pikepdf.Name:
    return pikepdf.Name(f"/a{code}")


def spaced(words: Sequence[str], between: float) -> bytes:
    """Write each letter by itself, so much between two, and a space more between words."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        left = 72.0
        for word in words:
            for letter in word:
                canvas.drawString(left, HEIGHT - 72, letter)
                left += canvas.stringWidth(letter) + between
            left += canvas.stringWidth(" ")

    return drawn(draw)


def typed_on(label: str, text: str) -> bytes:
    """Write a label, and a text that a reader typed onto the page beside it, with a note."""
    page = drawn(lambda canvas: canvas.drawString(72, 700, label))
    with pikepdf.open(BytesIO(page)) as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        shown = document.make_stream(
            b"BT /F 12 Tf 0 5 Td <%s> Tj ET" % text.encode("cp1252").hex().encode(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 200, 20],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
        )
        typed = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            F=4,
            Rect=[150, 695, 350, 715],
            Contents=text,
            AP=pikepdf.Dictionary(N=shown),
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            F=4,
            Rect=[300, 300, 320, 320],
            Contents="A note",
        )
        document.pages[0].Annots = pikepdf.Array([typed, note])
        out = BytesIO()
        document.save(out)
    return out.getvalue()
