"""PDFs written by reportlab, and locked, turned or broken by pikepdf."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pikepdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

STYLES = getSampleStyleSheet()
WIDTH, HEIGHT = A4
PRICES = [["Port", "Ships", "Dues"], ["Lisboa", "1 204", "€ 3,10"], ["Setúbal", "310", "€ 2,80"]]
ENGLISH = (
    "The harbour is older than the town around it. Ships have come here since the Romans built "
    "the first quay, and the fish market has never been closed for longer than a day."
)
PORTUGUESE = (
    "A maré sobe duas vezes por dia e enche o estuário até às salinas. Os pescadores saem antes "
    "do nascer do sol e voltam com sardinhas, polvos e, às vezes, um atum."
)


def marked(canvas: Canvas, _: object) -> None:
    """Put a running title and a page number on a page."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, HEIGHT - 40, "Harbour Authority — annual report")
    canvas.drawCentredString(WIDTH / 2, 30, f"Page {canvas.getPageNumber()} of 3")


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An entry of the outline where it stands."""

    def __init__(self, title: str, depth: int) -> None:
        super().__init__()
        self.title, self.depth = title, depth

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmarkPage(self.title)
        self.canv.addOutlineEntry(self.title, self.title, self.depth)


def report() -> bytes:
    """Write a report: title, chapters in the outline, lists, a ruled table, two languages."""
    body, bullet = STYLES["BodyText"], STYLES["BodyText"]
    ruled = Table(PRICES, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story = [
        Paragraph("The Harbour Report", STYLES["Title"]),
        Mark("1. The quays", 0), Paragraph("1. The quays", STYLES["Heading1"]),
        Paragraph(ENGLISH, body), Paragraph(ENGLISH.replace("harbour", "<b>quay</b>"), body),
        Mark("1.1 Dues", 1), Paragraph("1.1 Dues", STYLES["Heading2"]),
        Paragraph('Dues are on <a href="https://example.org/dues">the list of dues</a>.', body),
        Spacer(1, 12), ruled,
        PageBreak(),
        Mark("2. A maré", 0), Paragraph("2. A maré", STYLES["Heading1"]),
        Paragraph(PORTUGUESE, body),
        ListFlowable(
            [Paragraph(text, bullet) for text in ("sardinhas", "polvos", "atum")],
            bulletType="bullet", start="•",
        ),
        Paragraph("Depois vendem-nos na lota:", body),
        ListFlowable(
            [Paragraph(text, bullet) for text in ("pesar", "gelar", "leiloar")],
            bulletType="1", bulletFormat="%s.",
        ),
        PageBreak(),
        Mark("3. Conclusão", 0), Paragraph("3. Conclusão", STYLES["Heading1"]),
        Paragraph("O porto vive do mar e da cidade.", body),
    ]  # fmt: skip
    out = BytesIO()
    made = SimpleDocTemplate(
        out, pagesize=A4, title="Harbour Report 2025", author="Ana Reis; João Sá", subject="Ports",
        lang="en-GB",
    )  # fmt: skip
    made.build(story, onFirstPage=marked, onLaterPages=marked)
    return out.getvalue()


def drawn(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """Write pages as they are drawn."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    canvas: Canvas, texts: Sequence[str], left: float, top: float, *, size: float = 10
) -> None:
    """Write lines below each other."""
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(left, HEIGHT - top - number * size * 1.2, text)


LEFT = (
    "The first column tells how the town be-",
    "gan as a row of huts on the shore, and",
    "how the well-known wall was built. Two",
    "hundred years later the well-known wall",
    "was taken down for its stones, and all",
)
RIGHT = (
    "that is left of it is the gate. The second",
    "column is about the bridge, which was",
    "carried away by the flood of 1755 and",
    "rebuilt in iron. It is painted each spring.",
)


def columns(canvas: Canvas) -> None:
    """Draw a title over two columns, written line by line across both."""
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, HEIGHT - 72, "A title that spans both of the columns below it")
    canvas.setFont("Helvetica", 10)
    for number in range(max(len(LEFT), len(RIGHT))):
        for side, texts in ((72, LEFT), (310, RIGHT)):
            if number < len(texts):
                canvas.drawString(side, HEIGHT - 110 - 12 * number, texts[number])


def aligned(canvas: Canvas) -> None:
    """Draw a table without any line between two sentences."""
    lines(canvas, ["The ports of the coast and what they took in during the year:"], 72, 72)
    for number, row in enumerate([*PRICES, ["Sines", "95", "€ 4,00"]]):
        for column, text in enumerate(row):
            canvas.drawString(72 + 140 * column, HEIGHT - 100 - 14 * number, text)
    lines(canvas, ["All figures are those of the harbour office in Lisboa, as of March."], 72, 180)


def picture(canvas: Canvas) -> None:
    """Draw a page as a scanner makes it: a picture and no text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (400, 560), 230)), 0, 0, WIDTH, HEIGHT)


def saved(
    content: bytes,
    change: Callable[[pikepdf.Pdf], None] = lambda _: None,
    encryption: pikepdf.Encryption | bool = False,
) -> bytes:
    """Write a PDF anew with a change, or locked."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """Lock a PDF with a password."""
    return saved(content, encryption=pikepdf.Encryption(owner="o", user="secret", R=6))


def turned(content: bytes, by: int) -> bytes:
    """Have each page shown turned."""

    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Rotate = by

    return saved(content, turn)


LANDSCAPE = ("Landscape text here runs along the page,", "as wide tables do in printed reports.")


def upwards(canvas: Canvas) -> None:
    """Write along the page from below."""
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    lines(canvas, LANDSCAPE, 72, 72 + HEIGHT - WIDTH)


def downwards(canvas: Canvas) -> None:
    """Write along the page from above."""
    canvas.translate(0, HEIGHT)
    canvas.rotate(-90)
    lines(canvas, LANDSCAPE, 72, 72 + HEIGHT - WIDTH)


def stamped(canvas: Canvas) -> None:
    """Write a line, and a stamp across the page."""
    lines(canvas, ["Plain text under a stamp."], 72, 72)
    canvas.translate(300, 400)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(-100, 0, "DRAFT")


def typed(canvas: Canvas) -> None:
    """Write code between two sentences."""
    lines(canvas, ["Every ship is moored as follows:"], 72, 72)
    canvas.setFont("Courier", 10)
    canvas.drawString(72, HEIGHT - 100, "for ship in harbour:")
    canvas.drawString(72 + 4 * 6, HEIGHT - 112, "ship.moor()")
    lines(canvas, ["And then it is unloaded."], 72, 140)


def spanned(canvas: Canvas) -> None:
    """Draw a table in which a cell spans two columns, and one two rows."""
    rows = [["Ports of 2025", ""], ["South", "Lagos"], ["", "Faro"]]
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("SPAN", (0, 0), (1, 0)),
            ("SPAN", (0, 1), (0, 2)),
        ]
    )
    table = Table(rows, style=style)
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 72, 600)


def form(canvas: Canvas) -> None:
    """Draw a form that was filled in."""
    lines(canvas, ["Name of the ship:"], 72, 72)
    place = {"x": 200, "y": HEIGHT - 80, "width": 200, "height": 20}
    canvas.acroForm.textfield(name="ship", value="Ana de Setúbal", **place)


def kerned(canvas: Canvas) -> None:
    """Write words without a space between them, as typesetters do, and a word spaced for looks."""
    canvas.setFont("Times-Roman", 10)
    for left, text in ((72, "as"), (82.6, "they"), (102.9, "are"), (118, "read")):
        canvas.drawString(left, HEIGHT - 72, text)
    text = canvas.beginText(72, HEIGHT - 100)
    text.setCharSpace(2.6)
    text.textOut("HARBOUR")
    canvas.drawText(text)


def contents(canvas: Canvas) -> None:
    """Write a table of contents."""
    entries = [("1 Quays", 3), ("2 Ships", 14), ("3 Dues", 20)]
    lines(canvas, [f"{title} {'.' * 60} {page}" for title, page in entries], 72, 72)


def _first(canvas: Canvas) -> None:
    lines(canvas, ["This paragraph begins on a page that is"] * 2, 72, 700)


def _second(canvas: Canvas) -> None:
    lines(canvas, ["short and leaves the page in the middle of a sentence."], 72, 72)


CONTINUED = (_first, _second)


def endless() -> bytes:
    """Write two kilobytes in which forms draw each other, a word a thousand million times."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        form = pdf.make_stream(b"BT /F1 10 Tf 10 10 Td (word ) Tj ET")
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        for _ in range(9):
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox, form.Resources = pikepdf.Array([0, 0, 600, 800]), resources
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
            form = pdf.make_stream(b"/X Do " * 10)
        page.Resources, page.Contents = resources, form
        pdf.save(out)
    return out.getvalue()


def margined(canvas: Canvas) -> None:
    """Write a sentence that goes on on the next page, and large words up along its margin."""
    lines(canvas, ["This paragraph begins on a page that is"] * 2, 72, 700)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(200, -40, "Stamp of 5 May 2024")
