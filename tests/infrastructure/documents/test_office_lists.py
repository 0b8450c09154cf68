"""Lists of office documents are as deep as they are shown, and count as they do there."""

from typing import Any

import docx
import odfdo
import pytest
from lxml import etree
from tests.written import offices

from aurora.domains.writing import write
from aurora.infrastructure.documents.office.slides import read_open_slides
from aurora.infrastructure.documents.office.text import read_rich_text, read_text
from aurora.infrastructure.documents.office.word_markup import told

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERS = [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."), ("bullet", "o")]
ARTICLES = [("decimal", "Artigo %1.º"), ("decimal", "%1.%2")]
STYLES = "".join(
    f'<text:list-style style:name="{name}">{levels}</text:list-style>'
    for name, levels in {
        "B": "".join(
            f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
            for level in (1, 2, 3)
        ),
        "N": '<text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-prefix="Artigo " style:num-suffix=".º"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1"/>',
    }.items()
)


def counted(levels: list[tuple[str, str]], items: list[tuple[str, int]]) -> bytes:
    """Write DOCX of a list whose levels count in ways of their own, from 3."""
    made = docx.Document()
    numbering = made.part.numbering_part.element
    kinds = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{1 if at else 3}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    for at, markup in (
        (0, f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="90">{kinds}</w:abstractNum>'),
        (len(numbering) + 1, f'<w:num xmlns:w="{WORD}" w:numId="90">'
         '<w:abstractNumId w:val="90"/></w:num>'),
    ):  # fmt: skip
        numbering.insert(at, etree.fromstring(markup))
    for words, level in items:
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="90"/>'
        number = etree.fromstring(f'<w:numPr xmlns:w="{WORD}">{place}</w:numPr>')
        made.add_paragraph(words)._p.get_or_add_pPr().append(number)
    return offices.bytes_of(made)


def test_a_list_counts_in_the_letters_and_words_that_it_shows() -> None:
    items = [("pesar", 0), ("com sal", 1), ("fino", 2), ("grosso", 2), ("com louro", 1)]
    assert write(read_text(counted(NUMBERS, [*items, ("gelar", 0)])).blocks).text == (
        "3. pesar\n   - a) com sal\n     - i. fino\n     - ii. grosso\n   - b) com louro\n4. gelar"
    )
    assert write(read_text(counted(ARTICLES, [("Objeto", 0), ("Fins", 1)])).blocks).text == (
        "- Artigo 3.º Objeto\n  - 3.1 Fins"
    )


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (
            [("um", "Bullet"), ("dois", "Bullet 2"), ("três", "Bullet 3"), ("quatro", "Bullet")],
            "- um\n  - dois\n    - três\n- quatro",
        ),
        (
            [("pesar", "Number"), ("um a um", "Number 2"), ("gelar", "Number")],
            "1. pesar\n   1. um a um\n2. gelar",
        ),
        ([("um", "Bullet 2"), ("dois", "Bullet 2")], "- um\n- dois"),
    ],
)
def test_styles_for_deeper_items_are_deeper(paragraphs: list[tuple[str, str]], said: str) -> None:
    made = docx.Document()
    for words, style in paragraphs:
        made.add_paragraph(words, style=f"List {style}")
    assert write(read_text(offices.bytes_of(made)).blocks).text == said
    styled = zip(made.paragraphs, paragraphs, strict=True)
    for paragraph, (_, style) in styled:  # as LibreOffice writes them
        number = told(made.styles[f"List {style}"].element, "pPr/numPr/numId")
        place = f'<w:ilvl w:val="0"/><w:numId w:val="{number}"/>'
        own = etree.fromstring(f'<w:numPr xmlns:w="{WORD}">{place}</w:numPr>')
        paragraph._p.get_or_add_pPr().append(own)
    assert write(read_text(offices.bytes_of(made)).blocks).text == said


def placed(paragraph: Any, number: int) -> None:
    place = f'<w:ilvl w:val="0"/><w:numId w:val="{number}"/>'
    own = etree.fromstring(f'<w:numPr xmlns:w="{WORD}">{place}</w:numPr>')
    paragraph._p.get_or_add_pPr().append(own)


def test_lists_after_one_pattern_go_on_from_where_one_of_them_began_anew() -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    level = '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.insert(0, etree.fromstring(
        f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="90"><w:lvl w:ilvl="0">{level}</w:lvl>'
        "</w:abstractNum>"
    ))  # fmt: skip
    for number, begins in ((90, ""), (91, anew), (92, "")):
        pattern = f'<w:abstractNumId w:val="90"/>{begins}'
        numbering.append(
            etree.fromstring(f'<w:num xmlns:w="{WORD}" w:numId="{number}">{pattern}</w:num>')
        )
    for words, number in (("pesar", 90), ("gelar", 90), ("sal", 91), ("louro", 92), ("mel", 91)):
        placed(made.add_paragraph(words), number)
    assert write(read_text(offices.bytes_of(made)).blocks).text == (
        "3. pesar\n4. gelar\n1) sal\n2) louro\n3) mel"
    )


def items(*inner: str, style: str = "B") -> str:
    said = "".join(f"<text:list-item>{one}</text:list-item>" for one in inner)
    return f'<text:list text:style-name="{style}">{said}</text:list>'


def words(said: str) -> str:
    return f"<text:p>{said}</text:p>"


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        (
            items(words("um")) + items(items(words("dois")))
            + items(items(items(words("três"))), words("quatro")),
            "- um\n  - dois\n    - três\n- quatro",
        ),
        (items(words("um"), items(words("dois")), words("três")), "- um\n  - dois\n- três"),
        (items(items(items(words("um"))), words("dois")), "- um\n\n- dois"),
        (
            items(words("um")) + items(items(words("dois"), style="N"), style="N"),
            "- um\n  1. dois",
        ),
    ],
)  # fmt: skip
def test_items_stand_below_the_one_that_they_are_indented_under(lists: str, said: str) -> None:
    made = odfdo.Document("presentation")
    made.body.clear()
    page = odfdo.DrawPage("page1", name="Page 1")
    frame = odfdo.Frame.text_frame("x", size=("20cm", "3cm"), position=("2cm", "1cm"))
    frame.presentation_class = "outline"
    page.append(frame)
    made.body.append(page)
    for style in STYLES.split("</text:list-style>")[:-1]:
        made.insert_style(f"{style}</text:list-style>", automatic=True)
    content = offices.with_part(
        offices.bytes_of(made),
        "content.xml",
        lambda held: held.replace(b"<text:p>x</text:p>", lists.encode()),
    )
    assert write(read_open_slides(content).blocks).text == said


def test_titles_in_a_list_are_titles_with_their_numbers() -> None:
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Paragraph("x"))
    for style in STYLES.split("</text:list-style>")[:-1]:
        made.insert_style(f"{style}</text:list-style>", automatic=True)
    head = '<text:h text:outline-level="1">{}</text:h>'
    chapters = (
        items(head.format("Objeto"), style="N")
        + words("O cais.")
        + items(head.format("Fins"), words("Pesar."), style="N").replace(
            "<text:list ", '<text:list text:continue-numbering="true" '
        )
    )
    content = offices.with_part(
        offices.bytes_of(made),
        "content.xml",
        lambda held: held.replace(b"<text:p>x</text:p>", chapters.encode()),
    )
    transcript = read_text(content)
    assert write(transcript.blocks).text == (
        "# Artigo 1.º Objeto\n\nO cais.\n\n# Artigo 2.º Fins\n\n- Artigo 3.º Pesar."
    )
    assert transcript.facts.title == "Artigo 1.º Objeto"


def test_the_title_of_an_open_text_is_a_title_too() -> None:
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Paragraph("O Porto", style="Title"))
    made.insert_style(
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>',
        automatic=True,
    )
    made.body.append(odfdo.Paragraph("The port", style="P1"))
    made.body.append(odfdo.Paragraph("O cais."))
    transcript = read_text(offices.bytes_of(made))
    assert write(transcript.blocks).text == "# O Porto\n\n# The port\n\nO cais."
    assert transcript.facts.title == "O Porto"


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (["1.", "2."], "1. pesar\n2. gelar"),
        (["3)", "4)"], "3. pesar\n4. gelar"),
        (["a)", "b)"], "- a) pesar\n- b) gelar"),
        (["1.1", "1.2"], "- 1.1 pesar\n- 1.2 gelar"),
        (["2.", "1."], "- 2\\. pesar\n- 1\\. gelar"),
        ([r"\'b7", r"\'b7"], "- pesar\n- gelar"),
        (["o", "o"], "- pesar\n- gelar"),
        (["1.", r"\'b7"], "- pesar\n- gelar"),
    ],
)
def test_items_of_rich_text_are_counted_as_the_words_before_them_are(
    marks: list[str], said: str
) -> None:
    items = "".join(
        rf"{{\pntext {mark}\tab}}{words}\par "
        for mark, words in zip(marks, ("pesar", "gelar"), strict=True)
    )
    content = rf"{{\rtf1\ansi\pard {items}}}".encode()
    assert write(read_rich_text(content).blocks).text == said
