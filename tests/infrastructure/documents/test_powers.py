"""Powers and marks of notes in office documents are told apart from what they stand beside."""

from collections.abc import Callable, Sequence

import docx
import odfdo
import pptx
import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from pptx.util import Inches
from tests.written import offices

from aurora.domains.transcript import Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.powers import OFFICE_POWERS, OPEN_POWERS
from aurora.infrastructure.documents.office.raised_styles import word_styles
from aurora.infrastructure.documents.office.sheets import read_sheets
from aurora.infrastructure.documents.office.slides import read_open_slides, read_slides
from aurora.infrastructure.documents.office.text import read_text
from aurora.infrastructure.extraction.deadline import at_most

Runs = Sequence[tuple[str, bool]]
NOTHING = etree.Element("none")
RAISED_STYLE = (
    '<style:style style:name="T9" style:family="text">'
    '<style:text-properties style:text-position="{}"/></style:style>'
)


def text_of(runs: Runs) -> bytes:
    """Write DOCX of a paragraph whose runs are raised or not."""
    made = docx.Document()
    paragraph = made.add_paragraph()
    for words, raised in runs:
        paragraph.add_run(words).font.superscript = raised or None
    return offices.bytes_of(made)


def slides_of(runs: Runs) -> bytes:
    """Write PPTX of such a paragraph."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(2))
    for words, raised in runs:
        run = box.text_frame.paragraphs[0].add_run()
        run.text = words
        if raised:
            run.font._rPr.set("baseline", "30000")  # it has no word for it
    return offices.bytes_of(made)


def sheet_of(runs: Runs) -> bytes:
    """Write XLSX of a cell of such a text."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    fonts = {False: InlineFont(), True: InlineFont(vertAlign="superscript")}
    sheet["A1"] = CellRichText(*(TextBlock(fonts[raised], words) for words, raised in runs))
    return offices.bytes_of(made)


def paragraph_of(runs: Runs) -> odfdo.Paragraph:
    """Give a paragraph with spans, some of a style that is raised."""
    paragraph = odfdo.Paragraph("")
    for words, raised in runs:
        paragraph.append(odfdo.Span(words, style="T9") if raised else odfdo.Span(words))
    return paragraph


def open_text_of(runs: Runs, position: str = "super 58%") -> bytes:
    """Write ODT of such a paragraph."""
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(paragraph_of(runs))
    made.insert_style(RAISED_STYLE.format(position), automatic=True)
    return offices.bytes_of(made)


def open_slides_of(runs: Runs) -> bytes:
    """Write ODP of such a paragraph."""
    made = odfdo.Document("presentation")
    made.body.clear()
    page = odfdo.DrawPage("page1", name="Page 1")
    page.append(odfdo.Frame.text_frame(paragraph_of(runs), size=("20cm", "3cm")))
    made.body.append(page)
    made.insert_style(RAISED_STYLE.format("33% 58%"), automatic=True)
    return offices.bytes_of(made)


WRITTEN: tuple[tuple[Callable[[Runs], bytes], Callable[[bytes], Transcript]], ...] = (
    (text_of, read_text),
    (slides_of, read_slides),
    (sheet_of, read_sheets),
    (open_text_of, read_text),
    (open_slides_of, read_open_slides),
)


def markup_of(inner: str) -> etree._Element:
    """Parse a piece of WordprocessingML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return etree.fromstring(f'<w:body xmlns:w="{space}">{inner}</w:body>')


def said(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.PLAIN).text


@pytest.mark.parametrize(("written", "read"), WRITTEN)
@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([("3.2 × 10", False), ("6", True), (" N", False)], "3.2 × 10^6 N"),
        ([("1", False), ("0", False), ("-", True), ("4", True), (" m", False)], "10^-4 m"),
        ([("x", False), ("2", True), (" + 1", False), ("st", True)], "x^2 + 1st"),
        ([("O cais", False), ("2", True), (" é antigo", False)], "O cais[2] é antigo"),
        ([("O mar.", False), ("1", True), ("2 ", True), (" Fim", False)], "O mar.[12]  Fim"),
        ([("O mar", False), ("2", True), (" é antigo", False)], "O mar2 é antigo"),
        ([("2", True), ("10", False), ("1, 2", True)], "2101, 2"),
    ],
)
def test_powers_and_marks_of_notes_are_told_apart(
    written: Callable[[Runs], bytes], read: Callable[[bytes], Transcript], runs: Runs, words: str
) -> None:
    assert said(read(written(runs))) == words


@pytest.mark.parametrize(
    ("position", "words"),
    [("super", "10^6"), ("33% 58%", "10^6"), ("sub 58%", "106"), ("-33% 58%", "106")],
)
def test_spans_stand_raised_by_what_their_style_says(position: str, words: str) -> None:
    assert said(read_text(open_text_of([("10", False), ("6", True)], position))) == words


def styled(styles: str, run: str) -> bytes:
    """Write DOCX of ten to a power whose looks are those of a style, or of its own."""
    made = docx.Document()
    made.add_paragraph("10x")
    content = offices.with_part(
        offices.bytes_of(made), "word/styles.xml",
        lambda held: held.replace(b"</w:styles>", f"{styles}</w:styles>".encode()),
    )  # fmt: skip
    runs = f"<w:t>10</w:t></w:r><w:r><w:rPr>{run}</w:rPr><w:t>6</w:t>"
    return offices.with_part(
        content, "word/document.xml",
        lambda held: held.replace(b"<w:t>10x</w:t>", runs.encode()),
    )  # fmt: skip


def style(name: str, looks: str = "", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{looks}</w:rPr></w:style>"
    )


HIGH, LEVEL = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="baseline"/>')


@pytest.mark.parametrize(
    ("styles", "run", "words"),
    [
        (style("High", HIGH), '<w:rStyle w:val="High"/>', "10^6"),
        (style("High", HIGH) + style("Own", "<w:b/>", "High"), '<w:rStyle w:val="Own"/>', "10^6"),
        (style("High", HIGH) + style("Own", LEVEL, "High"), '<w:rStyle w:val="Own"/>', "106"),
        (style("High", HIGH), f'<w:rStyle w:val="High"/>{LEVEL}', "106"),
        (style("", HIGH), "<w:b/>", "106"),
    ],
)
def test_what_a_style_of_characters_raises_stands_raised(styles: str, run: str, words: str) -> None:
    assert said(read_text(styled(styles, run))) == words


@pytest.mark.parametrize(
    ("parent", "own", "words"),
    [("super 58%", "", "10^6"), ("super 58%", "0% 100%", "106"), ("sub 58%", "", "106")],
)
def test_an_automatic_style_is_raised_by_the_one_that_it_is_based_on(
    parent: str, own: str, words: str
) -> None:
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(paragraph_of([("10", False), ("6", True)]))
    position = f'<style:text-properties style:text-position="{own}"/>' if own else ""
    named = '<style:style style:name="T9" style:parent-style-name="High" style:family="text">'
    made.insert_style(f"{named}{position}</style:style>", automatic=True)
    made.insert_style(RAISED_STYLE.replace("T9", "High").format(parent))
    assert said(read_text(offices.bytes_of(made))) == words


def test_styles_that_are_based_on_each_other_raise_nothing() -> None:
    styles = style("One", "", "Two") + style("Two", "", "One") + style("High", HIGH)
    assert word_styles(markup_of(styles)) == {"High"}


def test_a_mark_that_a_note_has_of_its_own_is_no_other_one() -> None:
    run = '<w:rStyle w:val="High"/></w:rPr><w:footnoteReference w:id="7"/>'
    root = markup_of(f"<w:p><w:r><w:t>cais</w:t></w:r><w:r><w:rPr>{run}<w:t>1</w:t></w:r></w:p>")
    OFFICE_POWERS.change(root, markup_of(style("High", HIGH)))
    assert "".join(map(str, root.itertext())) == "cais1"


def test_a_raised_number_that_begins_a_paragraph_is_no_power_of_the_one_before() -> None:
    made = docx.Document()
    made.add_paragraph("2024")
    made.add_paragraph().add_run("1").font.superscript = True
    assert said(read_text(offices.bytes_of(made))) == "2024\n\n1"


def test_a_space_before_a_power_is_none_of_the_text() -> None:
    assert said(read_text(text_of([("10", False), (" 6", True), (" N", False)]))) == "10^6 N"


def test_text_that_is_nested_or_without_end_is_marked_once_and_at_once() -> None:
    run = "<r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
    box = f"<p><r><t>x</t><box><p><r><t>y</t></r>{run}</p></box></r></p>"
    root = etree.fromstring(f"<body>{box * 30_000}</body>")
    with at_most(20):
        OFFICE_POWERS.change(root, NOTHING)
    assert "".join(map(str, root.itertext())) == "xy^2" * 30_000


def test_notes_within_paragraphs_of_an_open_text_are_paragraphs_of_their_own() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("text", "style", "office")
    )
    span = '<text:span text:style-name="T9">2</text:span>'
    root = etree.fromstring(
        f"<office:x {spaces}><office:automatic-styles>{RAISED_STYLE.format('super')}"
        f"</office:automatic-styles><text:p>x<text:note><text:p>1</text:p></text:note>{span}"
        f"</text:p></office:x>"
    )
    OPEN_POWERS.change(root, NOTHING)
    assert "".join(map(str, root.itertext())) == "x1^2"
