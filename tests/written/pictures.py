"""Pictures of text, drawn from PDF pages as a scanner sees them."""

from functools import cache
from io import BytesIO

from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs

DOTS = 150  # an inch: enough to be read, and quick
WRAP = 52


def wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def portuguese(canvas: Canvas) -> None:
    """Write in Portuguese."""
    pdfs.lines(canvas, wrapped(pdfs.PORTUGUESE), 72, 72, size=13)


def english(canvas: Canvas) -> None:
    """Write in English, below a title."""
    pdfs.lines(canvas, ["The Quays"], 72, 72, size=26)
    pdfs.lines(canvas, wrapped(pdfs.ENGLISH), 72, 130, size=13)


def shown(page: object, number: int = 0) -> Image.Image:
    """Show a page as a picture of its upper part."""
    with PdfDocument(pdfs.drawn(page)) as document:  # type: ignore[arg-type]
        picture: Image.Image = document[number].render(scale=DOTS / 72, grayscale=True).to_pil()
        return picture.crop((0, 0, picture.width, picture.height // 3))


@cache
def picture(form: str) -> bytes:
    """Give the Portuguese page as a picture of that form."""
    out = BytesIO()
    shown(portuguese).save(out, form)
    return out.getvalue()


def lying(picture: bytes, degrees: int) -> bytes:
    """Lay a picture on its side or on its head."""
    out = BytesIO()
    Image.open(BytesIO(picture)).rotate(degrees, expand=True).save(out, "PNG")
    return out.getvalue()


def photograph(texts: list[str], orientation: int) -> bytes:
    """Give a few lines as a camera takes them that was held so."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x0112] = orientation
    held = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    taken = shown(lambda canvas: pdfs.lines(canvas, texts, 72, 72, size=20))
    taken.rotate(held, expand=True).save(out, "JPEG", exif=exif)
    return out.getvalue()


@cache
def scan() -> bytes:
    """Give a PDF of two pictures of pages, and of one page with text."""

    def pictured(page: object) -> object:
        def draw(canvas: Canvas) -> None:
            seen = shown(page)
            height = pdfs.WIDTH * seen.height / seen.width
            canvas.drawImage(ImageReader(seen), 0, pdfs.HEIGHT - height, pdfs.WIDTH, height)

        return draw

    return pdfs.drawn(pictured(portuguese), pictured(english), pdfs.columns)  # type: ignore[arg-type]
