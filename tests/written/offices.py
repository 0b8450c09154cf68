"""Office documents by python-docx, python-pptx, openpyxl and odfdo; RTF and EPUB by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import docx
import odfdo
import openpyxl
import pptx
from pptx.util import Inches

PRICES = [["Porto", "Navios", "Taxa"], ["Lisboa", "1204", "3,10"], ["Setúbal", "310", "2,80"]]


class Saved(Protocol):
    """What the libraries' documents have in common."""

    def save(self, out: Any) -> Any: ...


def bytes_of(document: Saved) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def filled(table: Any, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text


def text() -> bytes:
    """Write DOCX: headings, looks, lists, a table with a joined cell, a quotation."""
    made = docx.Document()
    facts = made.core_properties
    facts.title, facts.author, facts.language = "Relatório do Porto", "Ana Reis; João Sá", "pt-PT"
    made.add_heading("1. Cais", 1)
    said = made.add_paragraph("O cais é ")
    said.add_run("antigo").bold = True
    said.add_run(" e ")
    said.add_run("largo").italic = True
    for words, style in (
        ("sardinhas", "List Bullet"), ("polvos", "List Bullet"),
        ("pesar", "List Number"), ("gelar", "List Number"),
    ):  # fmt: skip
        made.add_paragraph(words, style=style)
    made.add_heading("1.1 Taxas", 2)
    table = made.add_table(rows=3, cols=3)
    filled(table, PRICES)
    last = table.add_row().cells
    last[0].merge(last[1]).text = "Total"
    made.add_page_break()  # type: ignore[no-untyped-call]
    made.add_heading("2. The sea", 1)
    made.add_paragraph("The sea is wide.", style="Quote")
    made.sections[0].header.paragraphs[0].text = "Harbour Authority"
    return bytes_of(made)


def slides() -> bytes:
    """Write PPTX of four slides: a title, a list with notes, a table, a box without a title."""
    made = pptx.Presentation()
    made.core_properties.title = "Plano do Porto"
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text = "Plano do Porto"
    second = made.slides.add_slide(made.slide_layouts[1])
    second.shapes.title.text = "Ships"
    frame = second.placeholders[1].text_frame
    frame.text = "arrive"
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "from the south", 1
    second.notes_slide.notes_text_frame.text = "Remember the tide."
    third = made.slides.add_slide(made.slide_layouts[5])
    third.shapes.title.text = "Taxas"
    place = (Inches(1), Inches(2), Inches(4), Inches(1))
    filled(third.shapes.add_table(3, 3, *place).table, PRICES)
    fourth = made.slides.add_slide(made.slide_layouts[6])
    fourth.shapes.add_textbox(*place).text_frame.text = "A maré, sem título"
    return bytes_of(made)


def sheets() -> bytes:
    """Write XLSX: formats, two tables in a sheet, a joined cell, an empty and a hidden sheet."""
    made = openpyxl.Workbook()
    made.properties.title, made.properties.creator = "Taxas", "Ana Reis"
    first = made.active
    first.title = "Taxas 2025"
    first.append(["Porto", "Taxa", "Parte", "Desde"])
    first.append(["Lisboa", 3.1, 0.285, date(2025, 1, 31)])
    first["B2"].number_format, first["C2"].number_format = '#,##0.00 "€"', "0.0%"
    first["A4"] = "Nota: valores provisórios"
    first["A6"], first["B6"], first["A7"], first["B7"] = "Ship", "Length", "Ana", 12
    second = made.create_sheet("Sines")
    second["C5"], second["C7"], second["D7"] = "Ports of the south", "Sines", "Faro"
    second.merge_cells("C5:D6")
    made.create_sheet("Vazio")
    hidden = made.create_sheet("Segredo")
    hidden["A1"], hidden.sheet_state = "hidden", "hidden"
    return bytes_of(made)


def open_text() -> bytes:
    """Write ODT."""
    made = odfdo.Document("text")
    made.body.clear()
    table = odfdo.Table("Taxas", width=3, height=3)
    for number, row in enumerate(PRICES):
        for column, words in enumerate(row):
            table.set_value((column, number), words)
    for part in (
        odfdo.Header(1, "Cais"), odfdo.Paragraph("O cais é antigo."),
        odfdo.List(["sardinhas", "polvos"]), table,
        odfdo.Header(2, "The sea"), odfdo.Paragraph("The sea is wide."),
    ):  # fmt: skip
        made.body.append(part)
    made.meta.title, made.meta.creator, made.meta.language = "Relatório", "Ana Reis", "pt-PT"
    return bytes_of(made)


def open_sheet() -> bytes:
    """Write ODS."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table("Taxas")
    rows: list[list[str | float]] = [["Porto", "Taxa"], ["Lisboa", 3.1]]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table.set_value((column, number), value)
    made.body.append(table)
    return bytes_of(made)


def open_slides() -> bytes:
    """Write ODP of two slides."""
    made = odfdo.Document("presentation")
    made.body.clear()
    for number, (title, words) in enumerate([("Plano", "O cais"), ("Ships", "They arrive")], 1):
        page = odfdo.DrawPage(f"page{number}", name=f"Page {number}")
        for kind, said in (("title", title), ("outline", words)):
            frame = odfdo.Frame.text_frame(said, size=("20cm", "3cm"), position=("2cm", "1cm"))
            frame.presentation_class = kind
            page.append(frame)
        made.body.append(page)
    return bytes_of(made)


def rich_text() -> bytes:
    """Write RTF."""
    return (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Relat\'f3rio do Porto}"
        rb"{\author Jo\u227?o S\'e1}{\creatim\yr2024\mo5\dy1}}"
        rb"\pard A mar\'e9 sobe e custa 3 \u8364?.\par"
        rb"\trowd\cellx3000\cellx6000\intbl Porto\cell Taxa\cell\row"
        rb"\trowd\cellx3000\cellx6000\intbl Lisboa\cell 3,10\cell\row\pard The sea is wide.\par}"
    )


OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>O Porto</dc:title>
<dc:creator>Ana Reis</dc:creator><dc:language>pt</dc:language><dc:date>2024-05-01</dc:date>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine></package>"""
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
)
BOOK = {
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    "OEBPS/book.opf": OPF,
    "OEBPS/nav.xhtml": PAGE.format(
        '<nav><ol><li><a href="text/one.xhtml">Cais</a></li>'
        '<li><a href="text/two.xhtml#top">The sea</a></li></ol></nav>'
    ),
    "OEBPS/text/one.xhtml": PAGE.format(
        "<h1>O cais</h1><p>O cais é <em>antigo</em>.</p><ul><li>sardinhas</li><li>polvos</li></ul>"
        "<table><tr><th>Porto</th><th>Taxa</th></tr><tr><td>Lisboa</td><td>3,10</td></tr></table>"
    ),
    "OEBPS/text/two.xhtml": PAGE.format("<p>The sea is wide.</p>"),
}


def book() -> bytes:
    """Write EPUB of two chapters, the second of which is titled in the table of contents alone."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        for name, content in BOOK.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Write a container anew with one of its parts changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            held = old.read(one)
            new.writestr(one, change(held) if one == name else held)
    return out.getvalue()
