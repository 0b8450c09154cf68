"""What Word keeps in content controls, in fields of forms and as changes is read as it shows."""

import re

import docx
import pytest
from tests.written import offices

from aurora.domains.writing import write
from aurora.infrastructure.documents.office.text import read_text
from aurora.infrastructure.extraction.deadline import at_most

TEXT = "word/document.xml"
QUOTE = re.compile(rb"(w:styleId=\"Quote\">.*?<w:rPr>)", re.DOTALL)
BEGIN, END = '<w:fldChar w:fldCharType="begin">', '<w:fldChar w:fldCharType="end"/>'


def written(markup: str) -> str:
    """Give the text of a DOCX in which a markup stands for a paragraph."""
    made = docx.Document()
    made.add_paragraph("Porto")
    content = offices.with_part(
        offices.bytes_of(made),
        TEXT,
        lambda held: held.replace(b"<w:p><w:r><w:t>Porto</w:t></w:r></w:p>", markup.encode()),
    )
    return write(read_text(content).blocks).text


def paragraph(words: str, mark: str = "", within: str = "{}") -> str:
    run = within.format(f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run}</w:p>"


def cell(words: str) -> str:
    return f"<w:tc>{paragraph(words)}</w:tc>"


def controlled(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def named(inner: str) -> str:
    return f'<w:customXml w:uri="u" w:element="e"><w:customXmlPr/>{inner}</w:customXml>'


def row(*cells: str, looks: str = "") -> str:
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>{paragraph('')}"


@pytest.mark.parametrize(
    "last",
    [
        controlled(row(cell("Faro"), cell("2"))),
        controlled(controlled(row(cell("Faro"), controlled(cell("2"))))),
        named(row(cell("Faro"), cell("2"))),
        row(controlled(cell("Faro")), named(cell("2"))),
        row(cell("Beja"), cell("9"), looks='<w:del w:id="1" w:author="A"/>')
        + row(cell("Faro"), cell("2"), looks='<w:ins w:id="2" w:author="A"/>'),
    ],
)
def test_rows_and_cells_in_content_controls_are_read_and_deleted_ones_are_not(last: str) -> None:
    found = written(table(row(cell("Porto"), cell("3")), last))
    assert found == "| Porto | 3 |\n| --- | --- |\n| Faro | 2 |"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<w:checkBox><w:sizeAuto/><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "☐"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox/>", "☐"),
        (
            "<w:ddList><w:result w:val='1'/><w:listEntry w:val='azul'/>"
            "<w:listEntry w:val='verde'/></w:ddList>",
            "verde",
        ),
        ("<w:ddList><w:listEntry w:val='azul'/></w:ddList>", "azul"),
        ("<w:ddList><w:result w:val='7'/><w:listEntry w:val='azul'/></w:ddList>", ""),
        ("<w:ddList/>", ""),
    ],
)
def test_boxes_and_lists_of_forms_say_what_was_chosen(data: str, said: str) -> None:
    field = f"{BEGIN}<w:ffData>{data}</w:ffData></w:fldChar>"
    runs = f"<w:r>{field}</w:r><w:r><w:instrText>FORM</w:instrText></w:r><w:r>{END}</w:r>"
    found = written(f"<w:p>{runs}<w:r><w:t>.</w:t></w:r></w:p>")
    assert found == f"{said}."


PROMPTING = b"<w:style w:type='character' w:styleId='Marcador'><w:name w:val='Placeholder Text'/>"
ASKING = "<w:rPr><w:rStyle w:val='Marcador'/></w:rPr>"


@pytest.mark.parametrize(
    ("shows", "looks", "said"),
    [
        ("<w:showingPlcHdr/>", ASKING, "Nome: "),
        ("<w:showingPlcHdr/>", "", "Nome: Ana"),
        ("<w:showingPlcHdr w:val='0'/>", ASKING, "Nome: Ana"),
        ("", ASKING, "Nome: Ana"),
    ],
)
@pytest.mark.parametrize("in_table", [False, True])
def test_what_a_control_asks_for_is_left_out_where_nobody_answered(
    shows: str, looks: str, said: str, in_table: bool
) -> None:
    run = f"<w:r>{looks}<w:t>Ana</w:t></w:r>"
    control = controlled(run).replace("<w:sdtPr/>", f"<w:sdtPr>{shows}</w:sdtPr>")
    line = f"<w:p><w:r><w:t xml:space='preserve'>Nome: </w:t></w:r>{control}</w:p>"
    made = docx.Document()
    made.add_paragraph("Porto")
    if in_table:
        line = table(row(cell("Porto"), controlled(f"<w:tc>{line}</w:tc>")))
    content = offices.with_part(
        offices.bytes_of(made),
        TEXT,
        lambda held: held.replace(b"<w:p><w:r><w:t>Porto</w:t></w:r></w:p>", line.encode()),
    )
    content = offices.with_part(
        content,
        "word/styles.xml",
        lambda held: held.replace(b"</w:styles>", PROMPTING + b"</w:style></w:styles>"),
    )
    shown = write(read_text(content).blocks).text
    assert shown.removeprefix("| Porto | ").partition(" |")[0].strip() == said.strip()


DELETED, MOVED = "<w:del w:id='1' w:author='A'/>", "<w:moveFrom w:id='1' w:author='A'/>"
OUT = "<w:del w:id='2' w:author='A'>{}</w:del>"


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ([paragraph("O cais ", DELETED), paragraph("é antigo.")], "O cais é antigo."),
        ([paragraph("O cais ", MOVED), paragraph("é antigo.")], "O cais é antigo."),
        (
            [paragraph("O ", DELETED), "<w:bookmarkEnd w:id='3'/>", paragraph("cais ", DELETED),
             paragraph("é antigo.")],
            "O cais é antigo.",
        ),
        (
            [paragraph("O cais."), paragraph("x", DELETED, OUT),
             paragraph("A doca.")],
            "O cais.\n\nA doca.",
        ),
        ([paragraph("O cais.", DELETED), table(row(cell("3"), cell("4")))],
         "O cais.\n\n| 3 | 4 |\n| --- | --- |"),
        ([paragraph("O cais."), paragraph("A doca.")], "O cais.\n\nA doca."),
        (
            [paragraph("O").replace("<w:rPr>", "<w:framePr w:dropCap='drop'/><w:rPr>"),
             paragraph(" cais.")],
            "O cais.",
        ),
        (
            [paragraph("O cais.").replace("<w:rPr>", "<w:framePr w:dropCap='none'/><w:rPr>"),
             paragraph("A doca.")],
            "O cais.\n\nA doca.",
        ),
    ],
)  # fmt: skip
def test_paragraphs_whose_end_was_deleted_are_one_with_the_next(
    paragraphs: list[str], said: str
) -> None:
    assert written("".join(paragraphs)) == said


def test_many_ends_that_were_deleted_are_joined_at_once() -> None:
    with at_most(20):
        found = written(paragraph("x", DELETED) * 50_000 + paragraph("y"))
    assert found == "x" * 50_000 + "y"


@pytest.mark.parametrize(("looks", "said"), [("<w:vanish/>", "A doca."), ("", "x\n\nA doca.")])
def test_so_is_a_paragraph_whose_style_hides(looks: str, said: str) -> None:
    made = docx.Document()
    made.add_paragraph("x", style="Quote")
    made.add_paragraph("A doca.")
    content = offices.with_part(
        offices.bytes_of(made),
        "word/styles.xml",
        lambda held: re.sub(
            rb"(?s)(w:styleId=\"Quote\">.*?<w:rPr>)", rb"\1" + looks.encode(), held
        ),
    )
    assert write(read_text(content).blocks).text.replace("> ", "") == said


def test_a_table_of_one_cell_is_a_box_around_what_stands_in_it() -> None:
    inner = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Nota</w:t></w:r></w:p>"
    box = cell("O cais é antigo.").replace("<w:tc>", f"<w:tc>{inner}")
    assert written(table(row(box))) == "# Nota\n\nO cais é antigo."


def test_a_title_of_two_lines_is_one_as_that_of_the_document() -> None:
    made = docx.Document()
    made.add_heading("O cais\ndo Porto", 1)
    assert read_text(offices.bytes_of(made)).facts.title == "O cais do Porto"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("<w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t>x</w:t>", "Cais"),
        ("<w:rPr><w:rStyle w:val='Deeper'/></w:rPr><w:t>x</w:t>", "Cais"),
        ("<w:rPr><w:rStyle w:val='Shown'/></w:rPr><w:t>x</w:t>", "xCais"),
        ("<w:rPr><w:rStyle w:val='Secret'/><w:vanish w:val='0'/></w:rPr><w:t>x</w:t>", "xCais"),
        ("<w:t>x</w:t>", "xCais"),
    ],
)
def test_what_a_style_hides_is_left_out(run: str, words: str) -> None:
    made = docx.Document()
    made.add_paragraph("Porto").add_run("Cais")
    styles = "".join(
        f"<w:style w:type='{kind}' w:styleId='{name}'><w:name w:val='{name}'/>"
        f"<w:basedOn w:val='{parent}'/><w:rPr>{looks}</w:rPr></w:style>"
        for kind, name, parent, looks in (
            ("character", "Secret", "", "<w:vanish/>"),
            ("character", "Deeper", "Secret", "<w:b/>"),
            ("character", "Shown", "Deeper", "<w:vanish w:val='0'/>"),
        )
    )
    content = offices.with_part(
        offices.bytes_of(made), TEXT, lambda held: held.replace(b"<w:t>Porto</w:t>", run.encode())
    )
    content = offices.with_part(
        content,
        "word/styles.xml",
        lambda held: held.replace(b"</w:styles>", f"{styles}</w:styles>".encode()),
    )
    assert write(read_text(content).blocks).text == words
