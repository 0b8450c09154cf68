"""Formulas of office documents are kept as those of pages are."""

import docx
import odfdo
import pytest
from tests.written import offices

from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.text import read_text

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = f'xmlns:m="{MATH}" xmlns:w="{WORD}"'
WORDS = "<w:r><w:t>{}</w:t></w:r>"
POWER = "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
UPRIGHT = '<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>{}</m:t></m:r>'


def formula(*parts: str) -> str:
    return f"<m:oMath {SPACES}>{''.join(parts)}</m:oMath>"


def written(content: bytes, form: Form = Form.MARKDOWN) -> str:
    return write(read_text(content).blocks, form).text


def paragraph(inner: str, style: str = "Normal") -> bytes:
    """Write DOCX of one paragraph."""
    made = docx.Document()
    made.add_paragraph("x", style=style)
    return offices.with_part(
        offices.bytes_of(made), "word/document.xml",
        lambda held: held.replace(b"<w:r><w:t>x</w:t></w:r>", inner.encode()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (WORDS.format("So is ") + formula(POWER) + WORDS.format("."), "So is $`c^{2}`$."),
        (formula(POWER), "```math\nc^{2}\n```"),
        (f"<m:oMathPara {SPACES}>{formula(POWER)}</m:oMathPara>", "```math\nc^{2}\n```"),
        (
            formula(POWER) + formula("<m:r><m:t>a</m:t></m:r>"),
            "```math\nc^{2}\n```\n\n```math\na\n```",
        ),
        (WORDS.format("So ") + formula(POWER) * 2, "So $`c^{2}`$ $`c^{2}`$"),
        (WORDS.format("So ") + formula(), "So"),
    ],
)  # fmt: skip
def test_formulas_of_word_are_tex_between_dollars(inner: str, said: str) -> None:
    assert written(paragraph(inner)) == said


def test_a_formula_that_stands_alone_is_words_of_the_text() -> None:
    assert written(paragraph(formula(POWER)), Form.TEXT) == "$$c^{2}$$"


def test_a_title_goes_on_with_its_formula() -> None:
    assert written(paragraph(formula(POWER), "Heading 1")) == "# $`c^{2}`$"


@pytest.mark.parametrize(
    ("parts", "tex"),
    [
        ((UPRIGHT.format("=2"), POWER), "=2c^{2}"),
        ((UPRIGHT.format("α×"), "<m:r><m:t>x</m:t></m:r>"), r"\alpha\times x"),
        ((UPRIGHT.format("kg"), POWER), r"\mathrm{kg}c^{2}"),
    ],
)
def test_what_looks_the_same_upright_is_not_said_to_be(parts: tuple[str, ...], tex: str) -> None:
    assert written(paragraph(WORDS.format("So ") + formula(*parts))) == f"So $`{tex}`$"


def test_cells_have_their_formulas_amid_the_line() -> None:
    made = docx.Document()
    offices.filled(made.add_table(rows=1, cols=2), [["a", "x"]])
    alone = f"<m:oMathPara {SPACES}>{formula(POWER)}</m:oMathPara>"
    content = offices.with_part(
        offices.bytes_of(made), "word/document.xml",
        lambda held: held.replace(b"<w:r><w:t>x</w:t></w:r>", alone.encode()),
    )  # fmt: skip
    assert written(content) == "| a | $`c^{2}`$ |\n| --- | --- |"


@pytest.mark.parametrize(
    ("words", "said"), [("", "```math\nc^{2}\n```"), ("So is ", "So is $`c^{2}`$")]
)
def test_formulas_of_an_open_text_as_well(words: str, said: str) -> None:
    made = odfdo.Document("text")
    made.body.clear()
    math = (
        '<draw:frame><draw:object><math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>c</mi>'
        "<mn>2</mn></msup></math></draw:object></draw:frame>"
    )
    paragraph = odfdo.Paragraph(words)
    paragraph.append(odfdo.Element.from_tag(math))
    made.body.append(paragraph)
    assert written(offices.bytes_of(made)) == said
