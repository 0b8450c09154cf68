"""What goes on with an item of a list in Word is part of it, and the list is counted on."""

from collections.abc import Sequence

import docx
import pytest
from docx.shared import Pt
from lxml import etree
from tests.written import offices

from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.text import read_text
from aurora.infrastructure.documents.office.word_items import WORD_ITEMS
from aurora.infrastructure.extraction.deadline import at_most

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Said = tuple[str, str, float]
FIRST, SECOND = ("pesar", "List Number", 0), ("gelar", "List Number", 0)


def written(content: bytes) -> str:
    return write(read_text(content).blocks, Form.MARKDOWN).text


def text_of(paragraphs: Sequence[Said]) -> bytes:
    """Write DOCX of paragraphs, each with its style and its indent in points."""
    made = docx.Document()
    for words, style, indent in paragraphs:
        paragraph = made.add_paragraph(words, style=style)
        if indent:
            paragraph.paragraph_format.left_indent = Pt(indent)
    return offices.bytes_of(made)


@pytest.mark.parametrize(
    ("between", "said"),
    [
        ([("duas vezes", "Normal", 18)], "1. pesar\n\n   duas vezes\n2. gelar"),
        ([("duas", "Normal", 18), ("vezes", "Quote", 36)],
         "1. pesar\n\n   duas\n\n   > *vezes*\n2. gelar"),
        ([("", "Normal", 0)], "1. pesar\n2. gelar"),
        ([("com sal", "List Number 2", 0), ("e louro", "List Continue 2", 0)],
         "1. pesar\n   1. com sal\n\n      e louro\n2. gelar"),
        ([("duas vezes", "Normal", 0)], "1. pesar\n\nduas vezes\n\n2. gelar"),
        ([("duas vezes", "Normal", 9)], "1. pesar\n\nduas vezes\n\n2. gelar"),
        ([("Taxas", "Heading 2", 18)], "1. pesar\n\n## Taxas\n\n2. gelar"),
        ([("sal", "Normal", 0), ("louro", "Normal", 18)],
         "1. pesar\n\nsal\n\nlouro\n\n2. gelar"),
        ([("sal", "List Bullet", 0), ("louro", "Normal", 18)],
         "1. pesar\n\n- sal\n\nlouro\n\n2. gelar"),
    ],
)  # fmt: skip
def test_what_stands_under_the_words_of_an_item_goes_on_with_it(
    between: Sequence[Said], said: str
) -> None:
    assert written(text_of([FIRST, *between, SECOND])) == said


def test_what_follows_the_last_item_is_no_part_of_it_but_by_its_style() -> None:
    after = [("duas vezes", "Normal", 18.0)]
    assert written(text_of([FIRST, *after])) == "1. pesar\n\nduas vezes"
    after = [("", "Normal", 0.0), ("duas vezes", "List Continue", 0.0)]
    assert written(text_of([FIRST, *after])) == "1. pesar\n\n   duas vezes"


def test_more_than_a_few_paragraphs_are_a_part_of_their_own() -> None:
    many = [(f"n{number}", "Normal", 18.0) for number in range(20)]
    assert written(text_of([FIRST, *many, SECOND])).startswith("1. pesar\n\nn0\n\nn1\n")


def test_long_texts_of_word_are_gathered_at_once() -> None:
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    root, numbering = (
        etree.fromstring(f'<w:body xmlns:w="{WORD}">{inner}</w:body>')
        for inner in (f"{item}<w:p/>" * 20_000, '<w:num w:numId="1"/>')
    )
    with at_most(20):
        WORD_ITEMS.change(root, etree.Element("none"), numbering)
    assert len(root) == 20_001
