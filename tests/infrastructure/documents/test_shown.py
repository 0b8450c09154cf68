"""Of what a document holds, that is read which it shows."""

from collections.abc import Callable
from io import BytesIO

import docx
import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.written import offices, pictures

from aurora.domains.blocks import Heading, Image, Paragraph, said
from aurora.domains.transcript import Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.hidden_text import shown
from aurora.infrastructure.documents.office.packages import rewritten
from aurora.infrastructure.documents.office.sheets import read_sheets
from aurora.infrastructure.documents.office.text import read_rich_text, read_text
from aurora.infrastructure.documents.office.word import WORD
from aurora.infrastructure.extraction.deadline import at_most

TEXT = "word/document.xml"
BULLET = '<w:lvlText w:val="\uf0b7"/>'
RUBY = (
    "<w:ruby><w:rubyPr><w:rubyAlign w:val='center'/></w:rubyPr><w:rt><w:r><w:t>とうきょう</w:t>"
    "</w:r></w:rt><w:rubyBase><w:r><w:rPr><w:b/></w:rPr><w:t>東</w:t></w:r><w:r><w:t>京</w:t></w:r>"
    "</w:rubyBase></w:ruby>"
)
COMMENT = (
    '<office:annotation xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Rita</dc:creator>'
    "<dc:date>2024-05-06T07:08:09</dc:date><text:p>stimmt das?</text:p></office:annotation>"
)


def written(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.PLAIN).text


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda held: held.replace(old.encode(), new.encode())


def in_word(run: str) -> bytes:
    """Write DOCX of one run, and of a picture that says what it shows."""
    made = docx.Document()
    made.add_paragraph("Porto")
    made.add_picture(BytesIO(pictures.picture("PNG")))
    content = offices.with_part(offices.bytes_of(made), TEXT, replacing("<w:t>Porto</w:t>", run))
    return offices.with_part(content, TEXT, replacing('name="Picture 1"', 'name="P" descr="Mapa"'))


def symbol(font: str, code: str) -> str:
    return f"<w:sym w:font='{font}' w:char='{code}'/>"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (
            "<w:t>Pages 10</w:t><w:noBreakHyphen/><w:t>20, 555</w:t><w:noBreakHyphen/><w:t>1</w:t>",
            "Pages 10‑20, 555‑1",
        ),
        ("<w:t>Hafen</w:t><w:softHyphen/><w:t>amt</w:t>", "Hafenamt"),
        (f"{RUBY}<w:t>タワー</w:t>", "東京タワー"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r><w:r><w:t>Cais</w:t>", "Cais"),
        ("<w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Cais</w:t>", "Cais"),
        (f"<w:t>3 </w:t>{symbol('Symbol', 'F06D')}<w:t>g</w:t>{symbol('Symbol', 'B3')}", "3 μg≥"),
        (f"{symbol('Wingdings', 'F0FC')}<w:t>Cais</w:t>{symbol('wingdings', 'F0E0')}", "✓Cais→"),
        (f"{symbol('Wingdings 2', 'F050')}{symbol('Arial', '20AC')}<w:t>3</w:t>", "✓€3"),
        (
            f"{symbol('Wingdings', 'F021')}{symbol('Signs', 'F0FC')}{symbol('Symbol', 'x')}"
            f"{symbol('Arial', '110000')}{symbol('Symbol', 'F0F0')}<w:t>Cais</w:t>",
            "Cais",
        ),
        ("<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>\uf0b7 x</w:t>", "• x"),
        ("<w:rPr><w:rFonts w:ascii='Signs'/></w:rPr><w:t>\uf0b7 x</w:t>", "\uf0b7 x"),
    ],
)
def test_a_text_of_word_is_read_as_it_shows(run: str, words: str) -> None:
    first, second = read_text(in_word(run)).blocks
    assert isinstance(first, Paragraph)
    assert (said(first.runs), second) == (words, Image(alt="Mapa"))


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ('<w:lvlText w:val=" "/>', "1. pesar\n\n   um a um\n2. gelar"),
        ('<w:lvlText w:val="o"/>', "1. pesar\n\n- um a um\n\n2. gelar"),
        (
            '<w:lvlText w:val=""/><w:lvlPicBulletId w:val="0"/>',
            "1. pesar\n\n- um a um\n\n2. gelar",
        ),
    ],
)
def test_what_has_a_blank_bullet_goes_on_with_the_item_above(level: str, words: str) -> None:
    made = docx.Document()
    for text, style in (("pesar", "Number"), ("um a um", "Bullet"), ("gelar", "Number")):
        made.add_paragraph(text, style=f"List {style}")
    content = offices.with_part(
        offices.bytes_of(made), "word/numbering.xml", replacing(BULLET, level)
    )
    assert write(read_text(content).blocks).text == words


def test_what_says_nothing_in_ways_of_its_own_is_left_as_it_is() -> None:
    content = offices.text()
    assert rewritten(content, WORD) is content


def test_many_hyphens_and_comments_are_rewritten_at_once() -> None:
    with at_most(20):
        many = "<w:noBreakHyphen/>" * 200_000
        assert written(read_text(in_word(many))).count("\u2011") == 200_000
        content = offices.with_part(
            offices.open_text(), "content.xml", replacing("O cais", f"{COMMENT}x" * 50_000)
        )
        assert f"\n\n{'x' * 50_000} é antigo.\n\n" in written(read_text(content))


def test_a_comment_is_no_part_of_the_sentence_that_it_stands_in() -> None:
    content = offices.with_part(
        offices.open_text(), "content.xml", replacing("O cais é", f"O cais{COMMENT} é")
    )
    assert "\n\nO cais é antigo.\n\n" in written(read_text(content))


def quay() -> odfdo.Document:
    """An open text that says "O cais"."""
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Paragraph("O cais"))
    return made


def with_words(made: odfdo.Document, words: str) -> bytes:
    """Give that text with other words, which may be markup."""
    return offices.with_part(offices.bytes_of(made), "content.xml", replacing("O cais", words))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('O <text:span text:style-name="T9">old </text:span>cais', "O cais"),
        ('O <text:s/><text:span text:style-name="T9">old </text:span>cais', "O  cais"),
        ('O cais</text:p><text:p text:style-name="T9">old</text:p><text:p>é', "O cais\n\né"),
        (
            'O cais</text:p><text:section text:name="s" text:display="none"><text:p>old</text:p>'
            "</text:section><text:p>é",
            "O cais\n\né",
        ),
        ('O <text:span text:style-name="T8">old </text:span>cais', "O old cais"),
        ('O <text:hidden-text text:is-hidden="true">old </text:hidden-text>cais', "O cais"),
        ('O <text:hidden-text text:is-hidden="false">old </text:hidden-text>cais', "O old cais"),
        (
            'O cais</text:p><text:p>old<text:hidden-paragraph text:is-hidden="true"/></text:p>'
            "<text:p>é",
            "O cais\n\né",
        ),
    ],
)
def test_hidden_words_of_open_texts_are_left_out(words: str, said: str) -> None:
    made = quay()
    for name, display in (("T8", "true"), ("T9", "none")):
        made.insert_style(
            f'<style:style style:name="{name}" style:family="text">'
            f'<style:text-properties text:display="{display}"/></style:style>',
            automatic=True,
        )
    assert written(read_text(with_words(made, words))) == said


@pytest.mark.parametrize(
    ("font", "said"),
    [("Wingdings", "✓ O cais"), ("'Wingdings'", "✓ O cais"), ("X", "\uf0fc O cais")],
)
def test_signs_of_fonts_in_open_texts_are_characters(font: str, said: str) -> None:
    made = quay()
    made.insert_style(
        '<style:style style:name="T9" style:family="text">'
        '<style:text-properties style:font-name="F9"/></style:style>',
        automatic=True,
    )
    face = f'<style:font-face style:name="F9" svg:font-family="{font}"/></office:font-face-decls>'
    content = offices.with_part(
        offices.bytes_of(made), "content.xml", replacing("</office:font-face-decls>", face)
    )
    span = '<text:span text:style-name="T9">\uf0fc</text:span> O cais'
    content = offices.with_part(content, "content.xml", replacing("O cais", span))
    assert written(read_text(content)) == said


def shape(words: str) -> str:
    return f"<draw:custom-shape><text:p>{words}</text:p></draw:custom-shape>"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"O cais</text:p>{shape('antigo')}<text:p>é", "O cais\n\nantigo\n\né"),
        (
            f"O cais</text:p><draw:g>{shape('a')}<draw:g>{shape('b')}</draw:g></draw:g><text:p>é",
            "O cais\n\na\n\nb\n\né",
        ),
        (
            f'O cais</text:p><text:section text:name="s">{shape("a")}</text:section><text:p>é',
            "O cais\n\na\n\né",
        ),
        (
            "O <text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>とう</text:ruby-text>"
            "</text:ruby> cais",
            "O 東 cais",
        ),
        (
            '<draw:frame><draw:image xlink:href="a.png"/><svg:title>Foto 1</svg:title>'
            "<svg:desc>O cais velho</svg:desc></draw:frame>",
            "O cais velho",
        ),
        (
            '<draw:frame><draw:image xlink:href="a.png"/><svg:title>Foto 1</svg:title>'
            "<svg:desc/></draw:frame>",
            "Foto 1",
        ),
    ],
)
def test_shapes_and_pictures_of_open_texts_say_what_they_show(words: str, said: str) -> None:
    assert written(read_text(with_words(quay(), words))) == said


def open_sheets(display: str) -> bytes:
    """Write ODS of two sheets, the style of the second of which says whether it is shown."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    for name in ("Taxas", "Segredo"):
        table = odfdo.Table(name)
        table.set_value((0, 0), f"em {name}")
        made.body.append(table)
    table.style = "ta2"
    made.insert_style(
        '<style:style style:name="ta2" style:family="table">'
        f'<style:table-properties table:display="{display}"/></style:style>',
        automatic=True,
    )
    return offices.bytes_of(made)


def test_hidden_sheets_are_left_out_and_the_only_one_shown_has_its_name() -> None:
    heads = [said(one.runs) for one in read_sheets(open_sheets("true")).blocks
             if isinstance(one, Heading)]  # fmt: skip
    assert heads == ["Taxas", "Segredo"]
    assert written(read_sheets(open_sheets("false"))) == "Taxas\n\nem Taxas"


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (rb"O cais {\v hidden {\b deep}}antigo", "O cais antigo"),
        (rb"O cais \v hidden\v0 antigo", "O cais antigo"),
        (rb"O cais \v hidden\plain antigo", "O cais antigo"),
        (rb"O {\deleted {\v x}\'e9 \u8364?}cais \deleted old\deleted0 antigo", "O cais antigo"),
        (rb"O {\v {\pict\bin6 }}}}{{x} y}cais", "O cais"),
        (rb"O\~cais \v0\viewkind4 antigo}}} }", "O cais antigo"),
        (rb"O cais \v", "O cais"),
    ],
)
def test_what_rich_text_hides_or_deleted_is_left_out(runs: bytes, words: str) -> None:
    assert written(read_rich_text(rb"{\rtf1\ansi " + runs + b"}")).strip() == words


TOKENS = [
    b"{",
    b"}",
    b"x ",
    b"\\\\",
    rb"\b",
    rb"\v0",
    rb"\plain",
    rb"\'e9",
    rb"\u8364?",
    rb"\bin3 ",
]


@given(st.lists(st.sampled_from(TOKENS)).map(b"".join))
def test_rich_text_that_hides_nothing_is_left_as_it_is(content: bytes) -> None:
    assert shown(content) == content


def test_rich_text_of_many_runs_and_groups_is_shown_at_once() -> None:
    with at_most(20):
        assert shown(rb"{\v x}" * 200_000) == rb"{\v }" * 200_000
        assert shown(b"{" * 500_000 + rb"\v x") == b"{" * 500_000 + rb"\v "
